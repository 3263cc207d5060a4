CREATE TABLE owners_installer (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    company text,
    email text,
    active boolean NOT NULL,
    token_hash text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_installer" PRIMARY KEY (brand_id, id)
);

CREATE TABLE owners_model_help (
    brand_id uuid NOT NULL,
    gtin text NOT NULL,
    image_url text,
    en text,
    de text,
    fr text,
    es text,
    register_within_days integer,
    CONSTRAINT "PK_owners_model_help" PRIMARY KEY (brand_id, gtin)
);

CREATE TABLE owners_installation (
    brand_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    installer_id uuid NOT NULL,
    installed_on date NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_installation" PRIMARY KEY (brand_id, registration_id),
    CONSTRAINT "FK_owners_installation_owners_installer_brand_id_installer_id" FOREIGN KEY (brand_id, installer_id) REFERENCES owners_installer (brand_id, id) ON DELETE CASCADE
);

CREATE TABLE owners_card (
    brand_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    received_on date NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_card" PRIMARY KEY (brand_id, registration_id),
    CONSTRAINT "FK_owners_card_owners_registration_brand_id_registration_id" FOREIGN KEY (brand_id, registration_id) REFERENCES owners_registration (brand_id, id) ON DELETE CASCADE
);

CREATE INDEX "IX_owners_card_brand_id_entered_at" ON owners_card (brand_id, entered_at);
CREATE INDEX "IX_owners_installation_brand_id_installer_id" ON owners_installation (brand_id, installer_id);
CREATE INDEX "IX_owners_installation_brand_id_unit_id" ON owners_installation (brand_id, unit_id);
CREATE UNIQUE INDEX "IX_owners_installer_token_hash" ON owners_installer (token_hash);
