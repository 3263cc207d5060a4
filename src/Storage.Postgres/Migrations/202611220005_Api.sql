CREATE TABLE platform_sent_request (
    brand_id uuid NOT NULL,
    key_hash text NOT NULL,
    body_hash text NOT NULL,
    record_id uuid NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    attempt integer NOT NULL,
    leased_until timestamp with time zone NOT NULL,
    took_effect boolean NOT NULL,
    status integer,
    content_type text,
    location text,
    body bytea,
    CONSTRAINT "PK_platform_sent_request" PRIMARY KEY (brand_id, key_hash)
);

CREATE INDEX "IX_platform_sent_request_brand_id_sent_at" ON platform_sent_request (brand_id, sent_at);
