CREATE TABLE "products_label_design" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "sheet" TEXT NOT NULL,
    "paper_width" TEXT NOT NULL,
    "paper_height" TEXT NOT NULL,
    "columns" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "width" TEXT NOT NULL,
    "height" TEXT NOT NULL,
    "left" TEXT NOT NULL,
    "top" TEXT NOT NULL,
    "step_x" TEXT NOT NULL,
    "step_y" TEXT NOT NULL,
    "placement" TEXT NULL,
    "code_size" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "show_name" INTEGER NOT NULL,
    "show_numbers" INTEGER NOT NULL,
    "show_claim" INTEGER NOT NULL,
    "line" TEXT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_products_label_design" PRIMARY KEY ("brand_id", "id")
);

CREATE UNIQUE INDEX "IX_products_label_design_brand_id_name" ON "products_label_design" ("brand_id", "name");
