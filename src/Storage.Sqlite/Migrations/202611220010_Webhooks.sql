CREATE TABLE "platform_webhook" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "sealed_former_secret" TEXT NULL,
    "former_until" TEXT NULL,
    "state" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_platform_webhook" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "platform_webhook_delivery" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "webhook_id" BLOB NOT NULL,
    "message_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "due_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    "status" INTEGER NULL,
    "error" TEXT NULL,
    "since" TEXT NOT NULL,
    CONSTRAINT "PK_platform_webhook_delivery" PRIMARY KEY ("brand_id", "id"),
    CONSTRAINT "FK_platform_webhook_delivery_platform_webhook_brand_id_webhook_id" FOREIGN KEY ("brand_id", "webhook_id") REFERENCES "platform_webhook" ("brand_id", "id") ON DELETE CASCADE
);

CREATE TABLE "platform_webhook_attempt" (
    "brand_id" BLOB NOT NULL,
    "delivery_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "status" INTEGER NULL,
    "error" TEXT NULL,
    "milliseconds" INTEGER NOT NULL,
    CONSTRAINT "PK_platform_webhook_attempt" PRIMARY KEY ("brand_id", "delivery_id", "number"),
    CONSTRAINT "FK_platform_webhook_attempt_platform_webhook_delivery_brand_id_delivery_id" FOREIGN KEY ("brand_id", "delivery_id") REFERENCES "platform_webhook_delivery" ("brand_id", "id") ON DELETE CASCADE
);

CREATE INDEX "IX_platform_webhook_delivery_brand_id_ended_at" ON "platform_webhook_delivery" ("brand_id", "ended_at");

CREATE INDEX "IX_platform_webhook_delivery_brand_id_webhook_id_id" ON "platform_webhook_delivery" ("brand_id", "webhook_id", "id");

CREATE INDEX "IX_platform_webhook_delivery_state_due_at" ON "platform_webhook_delivery" ("state", "due_at");
