CREATE TABLE "owners_block" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "email" TEXT NULL,
    "unit_id" BLOB NOT NULL,
    "times" INTEGER NOT NULL,
    "first_at" TEXT NOT NULL,
    "last_at" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "lifted_until" TEXT NULL,
    CONSTRAINT "PK_owners_block" PRIMARY KEY ("brand_id", "id")
);

CREATE UNIQUE INDEX "IX_owners_block_brand_id_kind_key_hash" ON "owners_block" ("brand_id", "kind", "key_hash");
CREATE INDEX "IX_owners_block_brand_id_last_at" ON "owners_block" ("brand_id", "last_at");
