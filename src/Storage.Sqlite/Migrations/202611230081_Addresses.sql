CREATE TABLE "owners_address" (
    "brand_id" BLOB NOT NULL,
    "email_key" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "person_id" BLOB NOT NULL,
    "added_at" TEXT NOT NULL,
    "confirmed_at" TEXT NULL,
    CONSTRAINT "PK_owners_address" PRIMARY KEY ("brand_id", "email_key"),
    CONSTRAINT "FK_owners_address_owners_person_brand_id_person_id" FOREIGN KEY ("brand_id", "person_id") REFERENCES "owners_person" ("brand_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "IX_owners_address_brand_id_person_id" ON "owners_address" ("brand_id", "person_id");
