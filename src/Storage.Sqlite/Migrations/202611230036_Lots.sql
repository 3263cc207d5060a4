CREATE TABLE "products_lot" (
    "brand_id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "shipped" INTEGER NOT NULL,
    "registered" INTEGER NOT NULL,
    "scans" INTEGER NOT NULL,
    "signals" INTEGER NOT NULL,
    "produced_from" TEXT NULL,
    "produced_to" TEXT NULL,
    CONSTRAINT "PK_products_lot" PRIMARY KEY ("brand_id", "gtin", "name")
);

CREATE TABLE "products_lot_count" (
    "brand_id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "counted_at" TEXT NOT NULL,
    "milliseconds" INTEGER NOT NULL,
    CONSTRAINT "PK_products_lot_count" PRIMARY KEY ("brand_id", "gtin")
);

CREATE TABLE "products_lot_step" (
    "brand_id" BLOB NOT NULL,
    "change_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "rows" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "PK_products_lot_step" PRIMARY KEY ("brand_id", "change_id", "number")
);

