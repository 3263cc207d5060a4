ALTER TABLE "owners_link" ADD COLUMN "sealed_code" TEXT NULL;
ALTER TABLE "owners_link" ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "owners_session" ADD COLUMN "device" TEXT NULL;
ALTER TABLE "owners_session" ADD COLUMN "seen_at" TEXT NULL;

CREATE TABLE "owners_calendar_feed" (
    "brand_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "token_hash" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "language" TEXT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_calendar_feed" PRIMARY KEY ("brand_id", "person_id")
);

CREATE TABLE "owners_phone_code" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "code_hash" TEXT NOT NULL,
    "sealed_code" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_phone_code" PRIMARY KEY ("brand_id", "id")
);

CREATE UNIQUE INDEX "IX_owners_calendar_feed_token_hash" ON "owners_calendar_feed" ("token_hash");
CREATE UNIQUE INDEX "IX_owners_phone_code_brand_id_code_hash" ON "owners_phone_code" ("brand_id", "code_hash");
CREATE INDEX "IX_owners_phone_code_brand_id_person_id" ON "owners_phone_code" ("brand_id", "person_id");
