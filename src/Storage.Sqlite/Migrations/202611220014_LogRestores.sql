CREATE TABLE "platform_log_restore" (
    "log" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "last_tx" INTEGER NOT NULL,
    "last_position" INTEGER NOT NULL,
    "is_renumbered" INTEGER NOT NULL,
    CONSTRAINT "PK_platform_log_restore" PRIMARY KEY ("log", "number")
);
