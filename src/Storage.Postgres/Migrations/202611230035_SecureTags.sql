CREATE TABLE products_secure_tag (
    brand_id uuid NOT NULL,
    uid text NOT NULL,
    key_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    counter integer NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_products_secure_tag" PRIMARY KEY (brand_id, uid)
);

CREATE TABLE products_tag_key (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    sealed_meta_key text NOT NULL,
    sealed_file_key text NOT NULL,
    system text,
    created_at timestamp with time zone NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT "PK_products_tag_key" PRIMARY KEY (brand_id, id)
);

CREATE INDEX "IX_products_secure_tag_brand_id_unit_id" ON products_secure_tag (brand_id, unit_id);
