CREATE TABLE "resolver_link" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "lot" TEXT NULL,
    "serial" TEXT NULL,
    "type" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "languages" TEXT NOT NULL,
    "media_type" TEXT NULL,
    "countries" TEXT NOT NULL,
    "is_default" INTEGER NOT NULL,
    "valid_from" TEXT NULL,
    "valid_until" TEXT NULL,
    "version" INTEGER NOT NULL,
    "changed_at" TEXT NOT NULL,
    "removed_at" TEXT NULL,
    CONSTRAINT "PK_resolver_link" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "resolver_link_version" (
    "brand_id" BLOB NOT NULL,
    "link_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "caller" TEXT NOT NULL,
    "caller_id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    CONSTRAINT "PK_resolver_link_version" PRIMARY KEY ("brand_id", "link_id", "number"),
    CONSTRAINT "FK_resolver_link_version_resolver_link_brand_id_link_id" FOREIGN KEY ("brand_id", "link_id") REFERENCES "resolver_link" ("brand_id", "id") ON DELETE CASCADE
);

CREATE INDEX "IX_resolver_link_brand_id_gtin_serial" ON "resolver_link" ("brand_id", "gtin", "serial");
