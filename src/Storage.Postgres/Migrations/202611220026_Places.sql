ALTER TABLE resolver_scan ADD COLUMN region text;
ALTER TABLE resolver_unit_scan ADD COLUMN region text;

CREATE TABLE products_unit_step (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    "from" text NOT NULL,
    "to" text NOT NULL,
    CONSTRAINT "PK_products_unit_step" PRIMARY KEY (brand_id, id)
);

CREATE INDEX "IX_products_unit_step_brand_id_unit_id" ON products_unit_step (brand_id, unit_id);
