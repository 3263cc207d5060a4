CREATE TABLE "platform_dead_event" (
    "brand_id" BLOB NOT NULL,
    "subscriber" TEXT NOT NULL,
    "tx" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "error" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "PK_platform_dead_event" PRIMARY KEY ("brand_id", "subscriber", "tx", "position")
);
