ALTER TABLE owners_link ADD COLUMN sealed_code text;
ALTER TABLE owners_link ADD COLUMN tries integer NOT NULL DEFAULT 0;
ALTER TABLE owners_session ADD COLUMN device text;
ALTER TABLE owners_session ADD COLUMN seen_at timestamp with time zone;

CREATE TABLE owners_calendar_feed (
    brand_id uuid NOT NULL,
    person_id uuid NOT NULL,
    token_hash text NOT NULL,
    sealed_token text NOT NULL,
    language text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_calendar_feed" PRIMARY KEY (brand_id, person_id)
);

CREATE TABLE owners_phone_code (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    code_hash text NOT NULL,
    sealed_code text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_phone_code" PRIMARY KEY (brand_id, id)
);

CREATE UNIQUE INDEX "IX_owners_calendar_feed_token_hash" ON owners_calendar_feed (token_hash);
CREATE UNIQUE INDEX "IX_owners_phone_code_brand_id_code_hash" ON owners_phone_code (brand_id, code_hash);
CREATE INDEX "IX_owners_phone_code_brand_id_person_id" ON owners_phone_code (brand_id, person_id);
