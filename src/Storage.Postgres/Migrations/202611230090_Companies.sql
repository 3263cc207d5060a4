CREATE TABLE owners_company (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    country text,
    vat_id text,
    customer_number text,
    note text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_company" PRIMARY KEY (brand_id, id)
);

CREATE TABLE owners_company_site (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    company_id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    street text,
    postal_code text,
    city text,
    country text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_company_site" PRIMARY KEY (brand_id, id),
    CONSTRAINT "FK_owners_company_site_owners_company_brand_id_company_id" FOREIGN KEY (brand_id, company_id) REFERENCES owners_company (brand_id, id) ON DELETE CASCADE
);

CREATE TABLE owners_company_user (
    brand_id uuid NOT NULL,
    company_id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    joined_at timestamp with time zone,
    CONSTRAINT "PK_owners_company_user" PRIMARY KEY (brand_id, company_id, person_id),
    CONSTRAINT "FK_owners_company_user_owners_company_brand_id_company_id" FOREIGN KEY (brand_id, company_id) REFERENCES owners_company (brand_id, id) ON DELETE CASCADE,
    CONSTRAINT "FK_owners_company_user_owners_person_brand_id_person_id" FOREIGN KEY (brand_id, person_id) REFERENCES owners_person (brand_id, id) ON DELETE RESTRICT
);

CREATE TABLE owners_fleet_unit (
    brand_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    company_id uuid NOT NULL,
    site_id uuid,
    since timestamp with time zone NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_fleet_unit" PRIMARY KEY (brand_id, registration_id),
    CONSTRAINT "FK_owners_fleet_unit_owners_company_brand_id_company_id" FOREIGN KEY (brand_id, company_id) REFERENCES owners_company (brand_id, id) ON DELETE RESTRICT,
    CONSTRAINT "FK_owners_fleet_unit_owners_company_site_brand_id_site_id" FOREIGN KEY (brand_id, site_id) REFERENCES owners_company_site (brand_id, id) ON DELETE RESTRICT,
    CONSTRAINT "FK_owners_fleet_unit_owners_registration_brand_id_registration~" FOREIGN KEY (brand_id, registration_id) REFERENCES owners_registration (brand_id, id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX "IX_owners_company_brand_id_customer_number" ON owners_company (brand_id, customer_number);

CREATE INDEX "IX_owners_company_brand_id_name_key_id" ON owners_company (brand_id, name_key, id);

CREATE UNIQUE INDEX "IX_owners_company_site_brand_id_company_id_name_key" ON owners_company_site (brand_id, company_id, name_key);

CREATE INDEX "IX_owners_company_user_brand_id_person_id" ON owners_company_user (brand_id, person_id);

CREATE INDEX "IX_owners_fleet_unit_brand_id_company_id_registration_id" ON owners_fleet_unit (brand_id, company_id, registration_id);

CREATE INDEX "IX_owners_fleet_unit_brand_id_site_id_registration_id" ON owners_fleet_unit (brand_id, site_id, registration_id);

CREATE INDEX "IX_owners_fleet_unit_brand_id_unit_id" ON owners_fleet_unit (brand_id, unit_id);

ALTER TABLE owners_link ADD COLUMN company_id uuid;
