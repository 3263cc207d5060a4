CREATE TABLE "messaging_message" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NULL,
    "address_hash" TEXT NOT NULL,
    "owner_id" BLOB NULL,
    "unit_id" BLOB NULL,
    "country" TEXT NULL,
    "language" TEXT NULL,
    "subject" TEXT NULL,
    "html" TEXT NULL,
    "text" TEXT NULL,
    "reply_to" TEXT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "once" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "written_at" TEXT NULL,
    "due_at" TEXT NOT NULL,
    "until_at" TEXT NULL,
    "handed_at" TEXT NULL,
    "sent_at" TEXT NULL,
    "changed_at" TEXT NULL,
    "stop_token" TEXT NULL,
    "stop_hash" TEXT NULL,
    "forget_at" TEXT NULL,
    CONSTRAINT "PK_messaging_message" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "messaging_rules" (
    "brand_id" BLOB NOT NULL CONSTRAINT "PK_messaging_rules" PRIMARY KEY,
    "quiet_from" INTEGER NOT NULL,
    "quiet_until" INTEGER NOT NULL,
    "time_zone" TEXT NULL,
    "marketing_most" INTEGER NOT NULL,
    "marketing_days" INTEGER NOT NULL
);

CREATE TABLE "messaging_suppressed_address" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "channel" TEXT NOT NULL,
    "address_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "message_id" BLOB NULL,
    "note" TEXT NULL,
    "since" TEXT NOT NULL,
    "lifted_at" TEXT NULL,
    "lifted_because" TEXT NULL,
    CONSTRAINT "PK_messaging_suppressed_address" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "messaging_wording" (
    "brand_id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT NULL,
    "introduction" TEXT NULL,
    "staff_id" BLOB NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_messaging_wording" PRIMARY KEY ("brand_id", "kind", "language", "version")
);

CREATE INDEX "IX_messaging_message_brand_id_address_hash_id" ON "messaging_message" ("brand_id", "address_hash", "id");
CREATE INDEX "IX_messaging_message_brand_id_kind_id" ON "messaging_message" ("brand_id", "kind", "id");
CREATE UNIQUE INDEX "IX_messaging_message_brand_id_once" ON "messaging_message" ("brand_id", "once");
CREATE INDEX "IX_messaging_message_brand_id_owner_id" ON "messaging_message" ("brand_id", "owner_id");
CREATE INDEX "IX_messaging_message_brand_id_state_id" ON "messaging_message" ("brand_id", "state", "id");
CREATE INDEX "IX_messaging_message_forget_at" ON "messaging_message" ("forget_at");
CREATE INDEX "IX_messaging_message_state_due_at" ON "messaging_message" ("state", "due_at");
CREATE UNIQUE INDEX "IX_messaging_message_stop_hash" ON "messaging_message" ("stop_hash");
CREATE UNIQUE INDEX "IX_messaging_suppressed_address_brand_id_channel_address_hash" ON "messaging_suppressed_address" ("brand_id", "channel", "address_hash");
