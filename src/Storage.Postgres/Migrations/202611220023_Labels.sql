ALTER TABLE products_unit ADD COLUMN label text;
ALTER TABLE products_mint ADD COLUMN style text NOT NULL DEFAULT 'random';
ALTER TABLE products_mint ADD COLUMN prefix text;
ALTER TABLE products_mint ADD COLUMN digits integer;
ALTER TABLE products_mint ADD COLUMN next_number bigint;
ALTER TABLE products_mint ADD COLUMN skipped integer NOT NULL DEFAULT 0;
ALTER TABLE products_mint ADD COLUMN for_field boolean NOT NULL DEFAULT FALSE;

CREATE TABLE products_claim_key (
    brand_id uuid NOT NULL,
    sealed_key text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_products_claim_key" PRIMARY KEY (brand_id)
);

CREATE TABLE products_label_code (
    brand_id uuid NOT NULL,
    gtin text NOT NULL,
    serial text NOT NULL,
    mint_id uuid,
    unit_id uuid,
    state text NOT NULL,
    reason text,
    created_at timestamp with time zone NOT NULL,
    bound_at timestamp with time zone,
    voided_at timestamp with time zone,
    CONSTRAINT "PK_products_label_code" PRIMARY KEY (brand_id, gtin, serial)
);

CREATE TABLE products_reprint (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    serial text NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_products_reprint" PRIMARY KEY (brand_id, id)
);

CREATE TABLE products_serial_list (
    brand_id uuid NOT NULL,
    mint_id uuid NOT NULL,
    number integer NOT NULL,
    serials text NOT NULL,
    CONSTRAINT "PK_products_serial_list" PRIMARY KEY (brand_id, mint_id, number)
);

CREATE INDEX "IX_products_label_code_brand_id_mint_id_serial" ON products_label_code (brand_id, mint_id, serial);
CREATE INDEX "IX_products_label_code_brand_id_serial" ON products_label_code (brand_id, serial);
CREATE INDEX "IX_products_label_code_brand_id_unit_id" ON products_label_code (brand_id, unit_id);
CREATE INDEX "IX_products_reprint_brand_id_unit_id" ON products_reprint (brand_id, unit_id);
