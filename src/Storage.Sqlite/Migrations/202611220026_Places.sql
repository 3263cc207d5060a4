ALTER TABLE "resolver_scan" ADD COLUMN "region" TEXT NULL;
ALTER TABLE "resolver_unit_scan" ADD COLUMN "region" TEXT NULL;

CREATE TABLE "products_unit_step" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "at" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    CONSTRAINT "PK_products_unit_step" PRIMARY KEY ("brand_id", "id")
);

CREATE INDEX "IX_products_unit_step_brand_id_unit_id" ON "products_unit_step" ("brand_id", "unit_id");
