CREATE TABLE owners_block (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    key_hash text NOT NULL,
    email text,
    unit_id uuid NOT NULL,
    times integer NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    lifted_until timestamp with time zone,
    CONSTRAINT "PK_owners_block" PRIMARY KEY (brand_id, id)
);

CREATE UNIQUE INDEX "IX_owners_block_brand_id_kind_key_hash" ON owners_block (brand_id, kind, key_hash);
CREATE INDEX "IX_owners_block_brand_id_last_at" ON owners_block (brand_id, last_at);
