CREATE TABLE "owners_rules" (
    "brand_id" BLOB NOT NULL CONSTRAINT "PK_owners_rules" PRIMARY KEY,
    "code_days" INTEGER NOT NULL,
    "answer_days" INTEGER NOT NULL,
    "claim_ask" TEXT NOT NULL,
    "per_address_hour" INTEGER NOT NULL,
    "per_email_day" INTEGER NOT NULL,
    "proof_days" INTEGER NOT NULL
);

CREATE TABLE "owners_transfer" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "way" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "from_registration" BLOB NOT NULL,
    "to_registration" BLOB NULL,
    "sealed_code" TEXT NULL,
    "tries" INTEGER NOT NULL,
    "to_email" TEXT NULL,
    "language" TEXT NULL,
    "note" TEXT NULL,
    "evidence_file" BLOB NULL,
    "owner_token" TEXT NULL,
    "asker_token" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "disputed_at" TEXT NULL,
    "ended_at" TEXT NULL,
    "reason" TEXT NULL,
    CONSTRAINT "PK_owners_transfer" PRIMARY KEY ("brand_id", "id")
);

CREATE UNIQUE INDEX "IX_owners_transfer_asker_token" ON "owners_transfer" ("asker_token");
CREATE INDEX "IX_owners_transfer_brand_id_from_registration" ON "owners_transfer" ("brand_id", "from_registration");
CREATE INDEX "IX_owners_transfer_brand_id_state_until" ON "owners_transfer" ("brand_id", "state", "until");
CREATE UNIQUE INDEX "IX_owners_transfer_offered" ON "owners_transfer" ("brand_id", "unit_id") WHERE state = 'offered';
CREATE UNIQUE INDEX "IX_owners_transfer_owner_token" ON "owners_transfer" ("owner_token");
CREATE INDEX "IX_owners_transfer_unit" ON "owners_transfer" ("brand_id", "unit_id");
