CREATE TABLE "platform_bulk_change" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "staff_id" BLOB NOT NULL,
    "action" TEXT NOT NULL,
    "argument" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "keys" TEXT NULL,
    "total" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "mark" TEXT NULL,
    "seen" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "restored" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    CONSTRAINT "PK_platform_bulk_change" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "platform_chosen_columns" (
    "brand_id" BLOB NOT NULL,
    "staff_id" BLOB NOT NULL,
    "list" TEXT NOT NULL,
    "columns" TEXT NOT NULL,
    CONSTRAINT "PK_platform_chosen_columns" PRIMARY KEY ("brand_id", "staff_id", "list")
);

CREATE TABLE "platform_saved_filter" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "staff_id" BLOB NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    CONSTRAINT "PK_platform_saved_filter" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "platform_bulk_step" (
    "brand_id" BLOB NOT NULL,
    "change_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "rows" TEXT NOT NULL,
    "is_undone" INTEGER NOT NULL,
    CONSTRAINT "PK_platform_bulk_step" PRIMARY KEY ("brand_id", "change_id", "number"),
    CONSTRAINT "FK_platform_bulk_step_platform_bulk_change_brand_id_change_id" FOREIGN KEY ("brand_id", "change_id") REFERENCES "platform_bulk_change" ("brand_id", "id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "IX_platform_saved_filter_brand_id_staff_id_list_name" ON "platform_saved_filter" ("brand_id", "staff_id", "list", "name");
