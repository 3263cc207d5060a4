CREATE TABLE owners_proof (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    registration_id uuid,
    email text,
    language text NOT NULL,
    said_on timestamp with time zone,
    file_id uuid,
    state text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    proven_on timestamp with time zone,
    reason text,
    token_hash text,
    CONSTRAINT "PK_owners_proof" PRIMARY KEY (brand_id, id)
);

CREATE INDEX "IX_owners_proof_brand_id_decided_at" ON owners_proof (brand_id, decided_at);
CREATE INDEX "IX_owners_proof_brand_id_registration_id" ON owners_proof (brand_id, registration_id);
CREATE INDEX "IX_owners_proof_brand_id_state_id" ON owners_proof (brand_id, state, id);
CREATE INDEX "IX_owners_proof_brand_id_unit_id" ON owners_proof (brand_id, unit_id);
