CREATE TABLE "products_secure_tag" (
    "brand_id" BLOB NOT NULL,
    "uid" TEXT NOT NULL,
    "key_id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "counter" INTEGER NOT NULL,
    "first_at" TEXT NOT NULL,
    "last_at" TEXT NOT NULL,
    CONSTRAINT "PK_products_secure_tag" PRIMARY KEY ("brand_id", "uid")
);

CREATE TABLE "products_tag_key" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "sealed_meta_key" TEXT NOT NULL,
    "sealed_file_key" TEXT NOT NULL,
    "system" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "retired_at" TEXT NULL,
    CONSTRAINT "PK_products_tag_key" PRIMARY KEY ("brand_id", "id")
);

CREATE INDEX "IX_products_secure_tag_brand_id_unit_id" ON "products_secure_tag" ("brand_id", "unit_id");
