CREATE TABLE owners_data_link (
    brand_id uuid NOT NULL,
    token_hash text NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_data_link" PRIMARY KEY (brand_id, token_hash)
);

ALTER TABLE owners_person ADD COLUMN restricted_at timestamp with time zone;
ALTER TABLE owners_person ADD COLUMN erase_after timestamp with time zone;
ALTER TABLE owners_person ADD COLUMN erased_at timestamp with time zone;
CREATE TABLE owners_purpose (
    brand_id uuid NOT NULL,
    key text NOT NULL,
    is_offered boolean NOT NULL,
    version integer NOT NULL,
    wording text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_purpose" PRIMARY KEY (brand_id, key)
);

CREATE TABLE owners_safety_contact (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    language text,
    created_at timestamp with time zone NOT NULL,
    token text NOT NULL,
    token_hash text NOT NULL,
    CONSTRAINT "PK_owners_safety_contact" PRIMARY KEY (brand_id, id)
);

CREATE TABLE platform_data_request (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    kind text NOT NULL,
    via text NOT NULL,
    state text NOT NULL,
    email text,
    email_hash text NOT NULL,
    owner_id uuid,
    country text,
    note text,
    answer text,
    received_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    extended_at timestamp with time zone,
    extended_because text,
    ended_at timestamp with time zone,
    given_up text,
    cleared text,
    held text,
    held_until timestamp with time zone,
    completed_at timestamp with time zone,
    token_hash text,
    CONSTRAINT "PK_platform_data_request" PRIMARY KEY (brand_id, id)
);

CREATE TABLE platform_data_request_step (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    what text NOT NULL,
    caller text NOT NULL,
    caller_id text,
    detail text,
    CONSTRAINT "PK_platform_data_request_step" PRIMARY KEY (brand_id, id)
);

CREATE TABLE platform_deletion (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    rule text NOT NULL,
    at timestamp with time zone NOT NULL,
    before timestamp with time zone NOT NULL,
    rows integer NOT NULL,
    CONSTRAINT "PK_platform_deletion" PRIMARY KEY (brand_id, id)
);

CREATE TABLE platform_retention (
    brand_id uuid NOT NULL,
    rule text NOT NULL,
    days integer NOT NULL,
    CONSTRAINT "PK_platform_retention" PRIMARY KEY (brand_id, rule)
);

ALTER TABLE owners_consent ADD COLUMN recorded_at timestamp with time zone;
ALTER TABLE owners_consent ADD COLUMN evidence text;
CREATE INDEX "IX_owners_data_link_brand_id_email_key" ON owners_data_link (brand_id, email_key);
CREATE UNIQUE INDEX "IX_owners_data_link_token_hash" ON owners_data_link (token_hash);
CREATE INDEX "IX_owners_person_brand_id_erase_after" ON owners_person (brand_id, erase_after);
CREATE INDEX "IX_owners_safety_contact_brand_id_email_key" ON owners_safety_contact (brand_id, email_key);
CREATE UNIQUE INDEX "IX_owners_safety_contact_brand_id_unit_id_email_key" ON owners_safety_contact (brand_id, unit_id, email_key);
CREATE UNIQUE INDEX "IX_owners_safety_contact_token_hash" ON owners_safety_contact (token_hash);
CREATE INDEX "IX_platform_data_request_brand_id_email_hash" ON platform_data_request (brand_id, email_hash);
CREATE INDEX "IX_platform_data_request_brand_id_state_due_at" ON platform_data_request (brand_id, state, due_at);
CREATE UNIQUE INDEX "IX_platform_data_request_token_hash" ON platform_data_request (token_hash);
CREATE INDEX "IX_platform_data_request_step_brand_id_request_id" ON platform_data_request_step (brand_id, request_id);
CREATE INDEX "IX_platform_deletion_brand_id_rule_at" ON platform_deletion (brand_id, rule, at);
