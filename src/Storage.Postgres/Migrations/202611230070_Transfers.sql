CREATE TABLE owners_rules (
    brand_id uuid NOT NULL,
    code_days integer NOT NULL,
    answer_days integer NOT NULL,
    claim_ask text NOT NULL,
    per_address_hour integer NOT NULL,
    per_email_day integer NOT NULL,
    proof_days integer NOT NULL,
    CONSTRAINT "PK_owners_rules" PRIMARY KEY (brand_id)
);

CREATE TABLE owners_transfer (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    way text NOT NULL,
    state text NOT NULL,
    from_registration uuid NOT NULL,
    to_registration uuid,
    sealed_code text,
    tries integer NOT NULL,
    to_email text,
    language text,
    note text,
    evidence_file uuid,
    owner_token text,
    asker_token text,
    created_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    disputed_at timestamp with time zone,
    ended_at timestamp with time zone,
    reason text,
    CONSTRAINT "PK_owners_transfer" PRIMARY KEY (brand_id, id)
);

CREATE UNIQUE INDEX "IX_owners_transfer_asker_token" ON owners_transfer (asker_token);
CREATE INDEX "IX_owners_transfer_brand_id_from_registration" ON owners_transfer (brand_id, from_registration);
CREATE INDEX "IX_owners_transfer_brand_id_state_until" ON owners_transfer (brand_id, state, until);
CREATE UNIQUE INDEX "IX_owners_transfer_offered" ON owners_transfer (brand_id, unit_id) WHERE state = 'offered';
CREATE UNIQUE INDEX "IX_owners_transfer_owner_token" ON owners_transfer (owner_token);
CREATE INDEX "IX_owners_transfer_unit" ON owners_transfer (brand_id, unit_id);
