CREATE TABLE "platform_sent_request" (
    "brand_id" BLOB NOT NULL,
    "key_hash" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "record_id" BLOB NOT NULL,
    "sent_at" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "leased_until" TEXT NOT NULL,
    "took_effect" INTEGER NOT NULL,
    "status" INTEGER NULL,
    "content_type" TEXT NULL,
    "location" TEXT NULL,
    "body" BLOB NULL,
    CONSTRAINT "PK_platform_sent_request" PRIMARY KEY ("brand_id", "key_hash")
);

CREATE INDEX "IX_platform_sent_request_brand_id_sent_at" ON "platform_sent_request" ("brand_id", "sent_at");
