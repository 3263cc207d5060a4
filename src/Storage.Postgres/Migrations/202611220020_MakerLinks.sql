CREATE TABLE resolver_link (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    gtin text NOT NULL,
    lot text,
    serial text,
    type text NOT NULL,
    href text NOT NULL,
    title text NOT NULL,
    languages text NOT NULL,
    media_type text,
    countries text NOT NULL,
    is_default boolean NOT NULL,
    valid_from timestamp with time zone,
    valid_until timestamp with time zone,
    version integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT "PK_resolver_link" PRIMARY KEY (brand_id, id)
);

CREATE TABLE resolver_link_version (
    brand_id uuid NOT NULL,
    link_id uuid NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    change text NOT NULL,
    caller text NOT NULL,
    caller_id text NOT NULL,
    content text NOT NULL,
    CONSTRAINT "PK_resolver_link_version" PRIMARY KEY (brand_id, link_id, number),
    CONSTRAINT "FK_resolver_link_version_resolver_link_brand_id_link_id" FOREIGN KEY (brand_id, link_id) REFERENCES resolver_link (brand_id, id) ON DELETE CASCADE
);

CREATE INDEX "IX_resolver_link_brand_id_gtin_serial" ON resolver_link (brand_id, gtin, serial);
