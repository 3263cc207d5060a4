CREATE TABLE "platform_api_key_new" (
    "id" BLOB NOT NULL CONSTRAINT "PK_platform_api_key" PRIMARY KEY,
    "brand_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "prior_hash" TEXT NULL,
    "prior_until" TEXT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NULL,
    "revoked_at" TEXT NULL,
    "last_used_at" TEXT NULL,
    CONSTRAINT "FK_platform_api_key_platform_brand_brand_id" FOREIGN KEY ("brand_id") REFERENCES "platform_brand" ("id") ON DELETE CASCADE
);

-- a key that was there before could do everything
INSERT INTO "platform_api_key_new" ("id", "brand_id", "name", "key_hash", "hint", "scopes", "created_at", "revoked_at")
SELECT randomblob(16), "brand_id", "name", "key_hash", "hint", '*', "created_at", "revoked_at" FROM "platform_api_key";

DROP TABLE "platform_api_key";
ALTER TABLE "platform_api_key_new" RENAME TO "platform_api_key";

CREATE INDEX "IX_platform_api_key_brand_id" ON "platform_api_key" ("brand_id");
CREATE UNIQUE INDEX "IX_platform_api_key_key_hash" ON "platform_api_key" ("key_hash");
CREATE INDEX "IX_platform_api_key_prior_hash" ON "platform_api_key" ("prior_hash");
