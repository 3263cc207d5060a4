CREATE TABLE "owners_proof" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "registration_id" BLOB NULL,
    "email" TEXT NULL,
    "language" TEXT NOT NULL,
    "said_on" TEXT NULL,
    "file_id" BLOB NULL,
    "state" TEXT NOT NULL,
    "sent_at" TEXT NOT NULL,
    "decided_at" TEXT NULL,
    "proven_on" TEXT NULL,
    "reason" TEXT NULL,
    "token_hash" TEXT NULL,
    CONSTRAINT "PK_owners_proof" PRIMARY KEY ("brand_id", "id")
);

CREATE INDEX "IX_owners_proof_brand_id_decided_at" ON "owners_proof" ("brand_id", "decided_at");
CREATE INDEX "IX_owners_proof_brand_id_registration_id" ON "owners_proof" ("brand_id", "registration_id");
CREATE INDEX "IX_owners_proof_brand_id_state_id" ON "owners_proof" ("brand_id", "state", "id");
CREATE INDEX "IX_owners_proof_brand_id_unit_id" ON "owners_proof" ("brand_id", "unit_id");
