CREATE TABLE "owners_company" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "country" TEXT NULL,
    "vat_id" TEXT NULL,
    "customer_number" TEXT NULL,
    "note" TEXT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_company" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "owners_company_site" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "company_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "street" TEXT NULL,
    "postal_code" TEXT NULL,
    "city" TEXT NULL,
    "country" TEXT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_company_site" PRIMARY KEY ("brand_id", "id"),
    CONSTRAINT "FK_owners_company_site_owners_company_brand_id_company_id" FOREIGN KEY ("brand_id", "company_id") REFERENCES "owners_company" ("brand_id", "id") ON DELETE CASCADE
);

CREATE TABLE "owners_company_user" (
    "brand_id" BLOB NOT NULL,
    "company_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "role" TEXT NOT NULL,
    "invited_at" TEXT NOT NULL,
    "joined_at" TEXT NULL,
    CONSTRAINT "PK_owners_company_user" PRIMARY KEY ("brand_id", "company_id", "person_id"),
    CONSTRAINT "FK_owners_company_user_owners_company_brand_id_company_id" FOREIGN KEY ("brand_id", "company_id") REFERENCES "owners_company" ("brand_id", "id") ON DELETE CASCADE,
    CONSTRAINT "FK_owners_company_user_owners_person_brand_id_person_id" FOREIGN KEY ("brand_id", "person_id") REFERENCES "owners_person" ("brand_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "owners_fleet_unit" (
    "brand_id" BLOB NOT NULL,
    "registration_id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "company_id" BLOB NOT NULL,
    "site_id" BLOB NULL,
    "since" TEXT NOT NULL,
    "added_at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_fleet_unit" PRIMARY KEY ("brand_id", "registration_id"),
    CONSTRAINT "FK_owners_fleet_unit_owners_company_brand_id_company_id" FOREIGN KEY ("brand_id", "company_id") REFERENCES "owners_company" ("brand_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "FK_owners_fleet_unit_owners_company_site_brand_id_site_id" FOREIGN KEY ("brand_id", "site_id") REFERENCES "owners_company_site" ("brand_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "FK_owners_fleet_unit_owners_registration_brand_id_registration_id" FOREIGN KEY ("brand_id", "registration_id") REFERENCES "owners_registration" ("brand_id", "id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "IX_owners_company_brand_id_customer_number" ON "owners_company" ("brand_id", "customer_number");

CREATE INDEX "IX_owners_company_brand_id_name_key_id" ON "owners_company" ("brand_id", "name_key", "id");

CREATE UNIQUE INDEX "IX_owners_company_site_brand_id_company_id_name_key" ON "owners_company_site" ("brand_id", "company_id", "name_key");

CREATE INDEX "IX_owners_company_user_brand_id_person_id" ON "owners_company_user" ("brand_id", "person_id");

CREATE INDEX "IX_owners_fleet_unit_brand_id_company_id_registration_id" ON "owners_fleet_unit" ("brand_id", "company_id", "registration_id");

CREATE INDEX "IX_owners_fleet_unit_brand_id_site_id_registration_id" ON "owners_fleet_unit" ("brand_id", "site_id", "registration_id");

CREATE INDEX "IX_owners_fleet_unit_brand_id_unit_id" ON "owners_fleet_unit" ("brand_id", "unit_id");

ALTER TABLE "owners_link" ADD COLUMN "company_id" BLOB NULL;
