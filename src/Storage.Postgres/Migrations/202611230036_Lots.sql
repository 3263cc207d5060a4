CREATE TABLE products_lot (
    brand_id uuid NOT NULL,
    gtin text NOT NULL,
    name text NOT NULL,
    units integer NOT NULL,
    shipped integer NOT NULL,
    registered integer NOT NULL,
    scans integer NOT NULL,
    signals integer NOT NULL,
    produced_from date,
    produced_to date,
    CONSTRAINT "PK_products_lot" PRIMARY KEY (brand_id, gtin, name)
);

CREATE TABLE products_lot_count (
    brand_id uuid NOT NULL,
    gtin text NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    milliseconds integer NOT NULL,
    CONSTRAINT "PK_products_lot_count" PRIMARY KEY (brand_id, gtin)
);

CREATE TABLE products_lot_step (
    brand_id uuid NOT NULL,
    change_id uuid NOT NULL,
    number integer NOT NULL,
    rows text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_products_lot_step" PRIMARY KEY (brand_id, change_id, number)
);

