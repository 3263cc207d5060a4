CREATE TABLE "owners_data_link" (
    "brand_id" BLOB NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_data_link" PRIMARY KEY ("brand_id", "token_hash")
);

ALTER TABLE "owners_person" ADD COLUMN "restricted_at" TEXT NULL;
ALTER TABLE "owners_person" ADD COLUMN "erase_after" TEXT NULL;
ALTER TABLE "owners_person" ADD COLUMN "erased_at" TEXT NULL;
CREATE TABLE "owners_purpose" (
    "brand_id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "is_offered" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "wording" TEXT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_purpose" PRIMARY KEY ("brand_id", "key")
);

CREATE TABLE "owners_safety_contact" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "language" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    CONSTRAINT "PK_owners_safety_contact" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "platform_data_request" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "email" TEXT NULL,
    "email_hash" TEXT NOT NULL,
    "owner_id" BLOB NULL,
    "country" TEXT NULL,
    "note" TEXT NULL,
    "answer" TEXT NULL,
    "received_at" TEXT NOT NULL,
    "due_at" TEXT NOT NULL,
    "extended_at" TEXT NULL,
    "extended_because" TEXT NULL,
    "ended_at" TEXT NULL,
    "given_up" TEXT NULL,
    "cleared" TEXT NULL,
    "held" TEXT NULL,
    "held_until" TEXT NULL,
    "completed_at" TEXT NULL,
    "token_hash" TEXT NULL,
    CONSTRAINT "PK_platform_data_request" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "platform_data_request_step" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "request_id" BLOB NOT NULL,
    "at" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "caller" TEXT NOT NULL,
    "caller_id" TEXT NULL,
    "detail" TEXT NULL,
    CONSTRAINT "PK_platform_data_request_step" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "platform_deletion" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "rule" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    CONSTRAINT "PK_platform_deletion" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "platform_retention" (
    "brand_id" BLOB NOT NULL,
    "rule" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    CONSTRAINT "PK_platform_retention" PRIMARY KEY ("brand_id", "rule")
);

ALTER TABLE "owners_consent" ADD COLUMN "recorded_at" TEXT NULL;
ALTER TABLE "owners_consent" ADD COLUMN "evidence" TEXT NULL;
CREATE INDEX "IX_owners_data_link_brand_id_email_key" ON "owners_data_link" ("brand_id", "email_key");
CREATE UNIQUE INDEX "IX_owners_data_link_token_hash" ON "owners_data_link" ("token_hash");
CREATE INDEX "IX_owners_person_brand_id_erase_after" ON "owners_person" ("brand_id", "erase_after");
CREATE INDEX "IX_owners_safety_contact_brand_id_email_key" ON "owners_safety_contact" ("brand_id", "email_key");
CREATE UNIQUE INDEX "IX_owners_safety_contact_brand_id_unit_id_email_key" ON "owners_safety_contact" ("brand_id", "unit_id", "email_key");
CREATE UNIQUE INDEX "IX_owners_safety_contact_token_hash" ON "owners_safety_contact" ("token_hash");
CREATE INDEX "IX_platform_data_request_brand_id_email_hash" ON "platform_data_request" ("brand_id", "email_hash");
CREATE INDEX "IX_platform_data_request_brand_id_state_due_at" ON "platform_data_request" ("brand_id", "state", "due_at");
CREATE UNIQUE INDEX "IX_platform_data_request_token_hash" ON "platform_data_request" ("token_hash");
CREATE INDEX "IX_platform_data_request_step_brand_id_request_id" ON "platform_data_request_step" ("brand_id", "request_id");
CREATE INDEX "IX_platform_deletion_brand_id_rule_at" ON "platform_deletion" ("brand_id", "rule", "at");
