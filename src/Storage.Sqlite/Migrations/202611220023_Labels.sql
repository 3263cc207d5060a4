ALTER TABLE "products_unit" ADD COLUMN "label" TEXT NULL;
ALTER TABLE "products_mint" ADD COLUMN "style" TEXT NOT NULL DEFAULT 'random';
ALTER TABLE "products_mint" ADD COLUMN "prefix" TEXT NULL;
ALTER TABLE "products_mint" ADD COLUMN "digits" INTEGER NULL;
ALTER TABLE "products_mint" ADD COLUMN "next_number" INTEGER NULL;
ALTER TABLE "products_mint" ADD COLUMN "skipped" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "products_mint" ADD COLUMN "for_field" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "products_claim_key" (
    "brand_id" BLOB NOT NULL CONSTRAINT "PK_products_claim_key" PRIMARY KEY,
    "sealed_key" TEXT NOT NULL,
    "created_at" TEXT NOT NULL
);

CREATE TABLE "products_label_code" (
    "brand_id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "mint_id" BLOB NULL,
    "unit_id" BLOB NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "bound_at" TEXT NULL,
    "voided_at" TEXT NULL,
    CONSTRAINT "PK_products_label_code" PRIMARY KEY ("brand_id", "gtin", "serial")
);

CREATE TABLE "products_reprint" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "serial" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "PK_products_reprint" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "products_serial_list" (
    "brand_id" BLOB NOT NULL,
    "mint_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "serials" TEXT NOT NULL,
    CONSTRAINT "PK_products_serial_list" PRIMARY KEY ("brand_id", "mint_id", "number")
);

CREATE INDEX "IX_products_label_code_brand_id_mint_id_serial" ON "products_label_code" ("brand_id", "mint_id", "serial");
CREATE INDEX "IX_products_label_code_brand_id_serial" ON "products_label_code" ("brand_id", "serial");
CREATE INDEX "IX_products_label_code_brand_id_unit_id" ON "products_label_code" ("brand_id", "unit_id");
CREATE INDEX "IX_products_reprint_brand_id_unit_id" ON "products_reprint" ("brand_id", "unit_id");
