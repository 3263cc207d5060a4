CREATE TABLE analytics_benchmark (
    brand_id uuid NOT NULL,
    key text NOT NULL,
    good double precision NOT NULL,
    source text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_analytics_benchmark" PRIMARY KEY (brand_id, key)
);


CREATE TABLE analytics_cancelled_order (
    brand_id uuid NOT NULL,
    order_id uuid NOT NULL,
    CONSTRAINT "PK_analytics_cancelled_order" PRIMARY KEY (brand_id, order_id)
);


CREATE TABLE analytics_input (
    brand_id uuid NOT NULL,
    key text NOT NULL,
    value numeric(18,4) NOT NULL,
    source text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_analytics_input" PRIMARY KEY (brand_id, key)
);


CREATE TABLE analytics_order_line (
    brand_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line integer NOT NULL,
    owner_id uuid,
    unit_id uuid,
    placed bigint NOT NULL,
    channel text NOT NULL,
    kind text NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    CONSTRAINT "PK_analytics_order_line" PRIMARY KEY (brand_id, order_id, line)
);


CREATE TABLE analytics_registration (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    registered bigint,
    registered_day integer,
    purchased_day integer,
    channel text,
    corrected boolean NOT NULL,
    CONSTRAINT "PK_analytics_registration" PRIMARY KEY (brand_id, id)
);


CREATE TABLE analytics_unit (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    gtin text,
    lot text,
    market text,
    shipped bigint,
    is_test boolean NOT NULL,
    sold bigint,
    sale_channel text,
    shelf bigint,
    CONSTRAINT "PK_analytics_unit" PRIMARY KEY (brand_id, id)
);


CREATE TABLE asp_net_users (
    id uuid NOT NULL,
    user_name character varying(256),
    normalized_user_name character varying(256),
    email character varying(256),
    normalized_email character varying(256),
    email_confirmed boolean NOT NULL,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    phone_number character varying(256),
    phone_number_confirmed boolean NOT NULL,
    two_factor_enabled boolean NOT NULL,
    lockout_end timestamp with time zone,
    lockout_enabled boolean NOT NULL,
    access_failed_count integer NOT NULL,
    CONSTRAINT "PK_asp_net_users" PRIMARY KEY (id)
);


CREATE TABLE commerce_delivery_rate (
    brand_id uuid NOT NULL,
    country text NOT NULL,
    up_to_grams integer NOT NULL,
    price numeric(18,4) NOT NULL,
    more_days integer NOT NULL,
    CONSTRAINT "PK_commerce_delivery_rate" PRIMARY KEY (brand_id, country, up_to_grams)
);


CREATE TABLE commerce_fitment (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    sku text NOT NULL,
    gtin text NOT NULL,
    serial_from text,
    serial_to text,
    lot text,
    produced_from date,
    produced_to date,
    firmware_from text,
    firmware_to text,
    position text,
    conditions text NOT NULL,
    CONSTRAINT "PK_commerce_fitment" PRIMARY KEY (brand_id, id)
);


CREATE TABLE commerce_order (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    order_ref text NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    person_id uuid,
    placed_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    shipped_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    shipment text,
    currency text NOT NULL,
    goods numeric(18,4) NOT NULL,
    delivery numeric(18,4) NOT NULL,
    total numeric(18,4) NOT NULL,
    tax numeric(18,4) NOT NULL,
    tax_percent numeric(18,4) NOT NULL,
    delivery_days integer NOT NULL,
    email text,
    name text,
    line1 text,
    city text,
    postal_code text,
    country text,
    language text NOT NULL,
    track_token text,
    sent_key text,
    CONSTRAINT "PK_commerce_order" PRIMARY KEY (brand_id, id)
);


CREATE TABLE commerce_part (
    brand_id uuid NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    price numeric(18,4) NOT NULL,
    currency text NOT NULL,
    weight_g integer,
    replace_every_days integer,
    available_until date,
    max_delivery_days integer,
    image_url text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_commerce_part" PRIMARY KEY (brand_id, sku)
);


CREATE TABLE commerce_stock (
    brand_id uuid NOT NULL,
    sku text NOT NULL,
    on_hand integer NOT NULL,
    CONSTRAINT "PK_commerce_stock" PRIMARY KEY (brand_id, sku),
    CONSTRAINT ck_commerce_stock_on_hand CHECK (on_hand >= 0)
);


CREATE TABLE commerce_tax_rate (
    brand_id uuid NOT NULL,
    country text NOT NULL,
    percent numeric(18,4) NOT NULL,
    CONSTRAINT "PK_commerce_tax_rate" PRIMARY KEY (brand_id, country)
);


CREATE TABLE commerce_track (
    token_hash text NOT NULL,
    brand_id uuid NOT NULL,
    order_id uuid NOT NULL,
    CONSTRAINT "PK_commerce_track" PRIMARY KEY (token_hash)
);


CREATE TABLE owners_person (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    name text,
    name_key text,
    country text,
    language text,
    confirmed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_person" PRIMARY KEY (brand_id, id)
);


CREATE TABLE platform_brand (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    currency text NOT NULL,
    country text NOT NULL,
    accent text NOT NULL,
    logo_url text,
    legal_address text,
    support_email text,
    support_phone text,
    iban text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_platform_brand" PRIMARY KEY (id)
);


CREATE TABLE platform_cursor (
    subscriber text NOT NULL,
    tx xid8 NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT "PK_platform_cursor" PRIMARY KEY (subscriber)
);


CREATE TABLE platform_event (
    brand_id uuid NOT NULL,
    position bigint GENERATED BY DEFAULT AS IDENTITY,
    tx xid8 NOT NULL DEFAULT (pg_current_xact_id()),
    type text NOT NULL,
    unit_id uuid,
    owner_id uuid,
    at timestamp with time zone NOT NULL,
    payload jsonb NOT NULL,
    CONSTRAINT "PK_platform_event" PRIMARY KEY (brand_id, position)
);


CREATE TABLE platform_file (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    public boolean NOT NULL,
    length bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_platform_file" PRIMARY KEY (brand_id, id)
);


CREATE TABLE platform_import (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    file_hash text NOT NULL,
    dry_run boolean NOT NULL,
    file_id uuid,
    errors_file_id uuid,
    state text NOT NULL,
    error text,
    ignored_columns text,
    rows bigint NOT NULL,
    added bigint NOT NULL,
    changed_rows bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused_rows bigint NOT NULL,
    done_line integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT "PK_platform_import" PRIMARY KEY (brand_id, id)
);


CREATE TABLE platform_job (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    argument text NOT NULL,
    state text NOT NULL,
    progress text,
    error text,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT "PK_platform_job" PRIMARY KEY (brand_id, id)
);


CREATE TABLE platform_mail (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    "to" text NOT NULL,
    subject text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    reply_to text,
    state text NOT NULL,
    attempts integer NOT NULL,
    error text,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT "PK_platform_mail" PRIMARY KEY (brand_id, id)
);


CREATE TABLE products_gtin (
    gtin text NOT NULL,
    brand_id uuid NOT NULL,
    CONSTRAINT "PK_products_gtin" PRIMARY KEY (gtin)
);


CREATE TABLE products_mint (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    gtin text NOT NULL,
    count integer NOT NULL,
    minted integer NOT NULL,
    lot text,
    produced_on date,
    market text,
    firmware text,
    state text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT "PK_products_mint" PRIMARY KEY (brand_id, id)
);


CREATE TABLE products_model (
    brand_id uuid NOT NULL,
    gtin text NOT NULL,
    name text NOT NULL,
    model_number text NOT NULL,
    category text NOT NULL,
    brand_label text,
    description text,
    image_url text,
    list_price numeric(18,4),
    currency text,
    warranty_months integer,
    statutory_months integer,
    consumable_note text,
    manual_url text,
    setup_url text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_products_model" PRIMARY KEY (brand_id, gtin)
);


CREATE TABLE products_unit (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    gtin text NOT NULL,
    serial text NOT NULL,
    lot text,
    produced_on date,
    shipped_on timestamp with time zone,
    market text,
    firmware text,
    status text NOT NULL,
    mint_id uuid,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_products_unit" PRIMARY KEY (brand_id, id)
);


CREATE TABLE resolver_scan (
    brand_id uuid NOT NULL,
    position bigint GENERATED BY DEFAULT AS IDENTITY,
    at timestamp with time zone NOT NULL,
    tx xid8 NOT NULL DEFAULT (pg_current_xact_id()),
    unit_id uuid,
    gtin text NOT NULL,
    serial text,
    lot text,
    placement text,
    country text,
    device text,
    CONSTRAINT "PK_resolver_scan" PRIMARY KEY (brand_id, at, position)
);


CREATE TABLE resolver_unit_scan (
    brand_id uuid NOT NULL,
    gtin text NOT NULL,
    serial text NOT NULL,
    at timestamp with time zone NOT NULL,
    position bigint NOT NULL,
    placement text,
    country text,
    device text,
    CONSTRAINT "PK_resolver_unit_scan" PRIMARY KEY (brand_id, gtin, serial, at, position)
);


CREATE TABLE warranty_certificate (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    unit_id uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_warranty_certificate" PRIMARY KEY (brand_id, id)
);


CREATE TABLE warranty_commercial_term (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    gtin text NOT NULL,
    country text NOT NULL,
    months integer,
    since timestamp with time zone NOT NULL,
    CONSTRAINT "PK_warranty_commercial_term" PRIMARY KEY (brand_id, id)
);


CREATE TABLE warranty_cover (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    kind text NOT NULL,
    registration_id uuid,
    model_months integer,
    country text,
    months integer NOT NULL,
    basis text,
    "from" date,
    "to" date,
    source text,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_warranty_cover" PRIMARY KEY (brand_id, id)
);


CREATE TABLE warranty_statutory_term (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    country text NOT NULL,
    months integer,
    since timestamp with time zone NOT NULL,
    CONSTRAINT "PK_warranty_statutory_term" PRIMARY KEY (brand_id, id)
);


CREATE TABLE asp_net_user_claims (
    id integer GENERATED BY DEFAULT AS IDENTITY,
    user_id uuid NOT NULL,
    claim_type text,
    claim_value text,
    CONSTRAINT "PK_asp_net_user_claims" PRIMARY KEY (id),
    CONSTRAINT "FK_asp_net_user_claims_asp_net_users_user_id" FOREIGN KEY (user_id) REFERENCES asp_net_users (id) ON DELETE CASCADE
);


CREATE TABLE asp_net_user_logins (
    login_provider character varying(128) NOT NULL,
    provider_key character varying(128) NOT NULL,
    provider_display_name text,
    user_id uuid NOT NULL,
    CONSTRAINT "PK_asp_net_user_logins" PRIMARY KEY (login_provider, provider_key),
    CONSTRAINT "FK_asp_net_user_logins_asp_net_users_user_id" FOREIGN KEY (user_id) REFERENCES asp_net_users (id) ON DELETE CASCADE
);


CREATE TABLE asp_net_user_passkeys (
    credential_id bytea NOT NULL,
    user_id uuid NOT NULL,
    "Data" jsonb NOT NULL,
    CONSTRAINT "PK_asp_net_user_passkeys" PRIMARY KEY (credential_id),
    CONSTRAINT "FK_asp_net_user_passkeys_asp_net_users_user_id" FOREIGN KEY (user_id) REFERENCES asp_net_users (id) ON DELETE CASCADE
);


CREATE TABLE asp_net_user_tokens (
    user_id uuid NOT NULL,
    login_provider character varying(128) NOT NULL,
    name character varying(128) NOT NULL,
    value text,
    CONSTRAINT "PK_asp_net_user_tokens" PRIMARY KEY (user_id, login_provider, name),
    CONSTRAINT "FK_asp_net_user_tokens_asp_net_users_user_id" FOREIGN KEY (user_id) REFERENCES asp_net_users (id) ON DELETE CASCADE
);


CREATE TABLE platform_sign_in_link (
    token_hash text NOT NULL,
    staff_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT "PK_platform_sign_in_link" PRIMARY KEY (token_hash),
    CONSTRAINT "FK_platform_sign_in_link_asp_net_users_staff_id" FOREIGN KEY (staff_id) REFERENCES asp_net_users (id) ON DELETE CASCADE
);


CREATE TABLE commerce_order_line (
    brand_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line integer NOT NULL,
    sku text NOT NULL,
    name text,
    kind text NOT NULL,
    quantity integer NOT NULL,
    unit_price numeric(18,4) NOT NULL,
    currency text NOT NULL,
    unit_id uuid,
    CONSTRAINT "PK_commerce_order_line" PRIMARY KEY (brand_id, order_id, line),
    CONSTRAINT "FK_commerce_order_line_commerce_order_brand_id_order_id" FOREIGN KEY (brand_id, order_id) REFERENCES commerce_order (brand_id, id) ON DELETE CASCADE
);


CREATE TABLE owners_consent (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    registration_id uuid,
    purpose text NOT NULL,
    step text NOT NULL,
    text_version text,
    text_hash text,
    language text,
    channel text NOT NULL,
    method text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_owners_consent" PRIMARY KEY (brand_id, id),
    CONSTRAINT "FK_owners_consent_owners_person_brand_id_person_id" FOREIGN KEY (brand_id, person_id) REFERENCES owners_person (brand_id, id) ON DELETE CASCADE
);


CREATE TABLE owners_link (
    brand_id uuid NOT NULL,
    token_hash text NOT NULL,
    purpose text NOT NULL,
    person_id uuid NOT NULL,
    registration_id uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT "PK_owners_link" PRIMARY KEY (brand_id, token_hash),
    CONSTRAINT "FK_owners_link_owners_person_brand_id_person_id" FOREIGN KEY (brand_id, person_id) REFERENCES owners_person (brand_id, id) ON DELETE CASCADE
);


CREATE TABLE owners_registration (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    person_id uuid NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    purchased_on timestamp with time zone,
    channel text NOT NULL,
    device text,
    country text,
    region text,
    retailer text,
    promo_code text,
    proof text,
    proven boolean NOT NULL,
    confirmed_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT "PK_owners_registration" PRIMARY KEY (brand_id, id),
    CONSTRAINT "FK_owners_registration_owners_person_brand_id_person_id" FOREIGN KEY (brand_id, person_id) REFERENCES owners_person (brand_id, id) ON DELETE RESTRICT
);


CREATE TABLE owners_sale (
    brand_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    sold_on timestamp with time zone NOT NULL,
    channel text NOT NULL,
    retailer text,
    country text,
    price numeric(18,4),
    currency text,
    order_ref text,
    person_id uuid,
    CONSTRAINT "PK_owners_sale" PRIMARY KEY (brand_id, unit_id),
    CONSTRAINT "FK_owners_sale_owners_person_brand_id_person_id" FOREIGN KEY (brand_id, person_id) REFERENCES owners_person (brand_id, id) ON DELETE RESTRICT
);


CREATE TABLE owners_session (
    brand_id uuid NOT NULL,
    token_hash text NOT NULL,
    person_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT "PK_owners_session" PRIMARY KEY (brand_id, token_hash),
    CONSTRAINT "FK_owners_session_owners_person_brand_id_person_id" FOREIGN KEY (brand_id, person_id) REFERENCES owners_person (brand_id, id) ON DELETE CASCADE
);


CREATE TABLE platform_api_key (
    key_hash text NOT NULL,
    brand_id uuid NOT NULL,
    name text NOT NULL,
    hint text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT "PK_platform_api_key" PRIMARY KEY (key_hash),
    CONSTRAINT "FK_platform_api_key_platform_brand_brand_id" FOREIGN KEY (brand_id) REFERENCES platform_brand (id) ON DELETE CASCADE
);


CREATE TABLE platform_membership (
    brand_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    role text NOT NULL,
    CONSTRAINT "PK_platform_membership" PRIMARY KEY (brand_id, staff_id),
    CONSTRAINT "FK_platform_membership_asp_net_users_staff_id" FOREIGN KEY (staff_id) REFERENCES asp_net_users (id) ON DELETE CASCADE,
    CONSTRAINT "FK_platform_membership_platform_brand_brand_id" FOREIGN KEY (brand_id) REFERENCES platform_brand (id) ON DELETE CASCADE
);


CREATE TABLE owners_receipt (
    brand_id uuid NOT NULL,
    token_hash text NOT NULL,
    registration_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    mails integer NOT NULL,
    CONSTRAINT "PK_owners_receipt" PRIMARY KEY (brand_id, token_hash),
    CONSTRAINT "FK_owners_receipt_owners_registration_brand_id_registration_id" FOREIGN KEY (brand_id, registration_id) REFERENCES owners_registration (brand_id, id) ON DELETE CASCADE
);


CREATE INDEX "IX_analytics_order_line_brand_id_owner_id_placed" ON analytics_order_line (brand_id, owner_id, placed);


CREATE INDEX "IX_analytics_order_line_brand_id_placed" ON analytics_order_line (brand_id, placed);


CREATE INDEX "IX_analytics_order_line_brand_id_unit_id_placed" ON analytics_order_line (brand_id, unit_id, placed) WHERE owner_id is null;


CREATE INDEX "IX_analytics_registration_brand_id_owner_id_registered" ON analytics_registration (brand_id, owner_id, registered);


CREATE INDEX "IX_analytics_registration_brand_id_registered" ON analytics_registration (brand_id, registered);


CREATE INDEX "IX_analytics_registration_brand_id_unit_id_registered" ON analytics_registration (brand_id, unit_id, registered);


CREATE INDEX "IX_analytics_unit_brand_id_shelf" ON analytics_unit (brand_id, shelf) WHERE not is_test and shelf is not null;


CREATE INDEX "IX_analytics_unit_brand_id_shipped" ON analytics_unit (brand_id, shipped) WHERE sold is null;


CREATE INDEX "IX_analytics_unit_brand_id_sold" ON analytics_unit (brand_id, sold);


CREATE INDEX ix_analytics_unit_test ON analytics_unit (brand_id, id) WHERE is_test;


CREATE INDEX "IX_asp_net_user_claims_user_id" ON asp_net_user_claims (user_id);


CREATE INDEX "IX_asp_net_user_logins_user_id" ON asp_net_user_logins (user_id);


CREATE INDEX "IX_asp_net_user_passkeys_user_id" ON asp_net_user_passkeys (user_id);


CREATE INDEX "EmailIndex" ON asp_net_users (normalized_email);


CREATE UNIQUE INDEX "UserNameIndex" ON asp_net_users (normalized_user_name);


CREATE UNIQUE INDEX "IX_commerce_fitment_brand_id_gtin_sku_conditions" ON commerce_fitment (brand_id, gtin, sku, conditions);


CREATE INDEX "IX_commerce_fitment_brand_id_sku" ON commerce_fitment (brand_id, sku);


CREATE INDEX "IX_commerce_order_brand_id_email" ON commerce_order (brand_id, email);


CREATE UNIQUE INDEX "IX_commerce_order_brand_id_order_ref" ON commerce_order (brand_id, order_ref);


CREATE INDEX "IX_commerce_order_brand_id_person_id_placed_at" ON commerce_order (brand_id, person_id, placed_at);


CREATE INDEX "IX_commerce_order_brand_id_placed_at_order_ref" ON commerce_order (brand_id, placed_at, order_ref);


CREATE UNIQUE INDEX "IX_commerce_order_brand_id_sent_key" ON commerce_order (brand_id, sent_key);


CREATE INDEX "IX_commerce_order_brand_id_state_placed_at" ON commerce_order (brand_id, state, placed_at);


CREATE INDEX "IX_commerce_order_line_brand_id_sku" ON commerce_order_line (brand_id, sku);


CREATE INDEX "IX_commerce_order_line_brand_id_unit_id" ON commerce_order_line (brand_id, unit_id);


CREATE INDEX "IX_owners_consent_brand_id_person_id_purpose_at" ON owners_consent (brand_id, person_id, purpose, at);


CREATE INDEX "IX_owners_link_brand_id_person_id" ON owners_link (brand_id, person_id);


CREATE UNIQUE INDEX "IX_owners_link_token_hash" ON owners_link (token_hash);


CREATE UNIQUE INDEX "IX_owners_person_brand_id_email_key" ON owners_person (brand_id, email_key);


CREATE INDEX "IX_owners_person_brand_id_name_key" ON owners_person (brand_id, name_key);


CREATE INDEX "IX_owners_receipt_brand_id_registration_id" ON owners_receipt (brand_id, registration_id);


CREATE INDEX "IX_owners_registration_brand_id_person_id" ON owners_registration (brand_id, person_id);


CREATE UNIQUE INDEX "IX_owners_registration_in_force" ON owners_registration (brand_id, unit_id) WHERE ended_at is null;


CREATE INDEX "IX_owners_registration_unit" ON owners_registration (brand_id, unit_id);


CREATE INDEX "IX_owners_sale_brand_id_person_id" ON owners_sale (brand_id, person_id);


CREATE INDEX "IX_owners_session_brand_id_person_id" ON owners_session (brand_id, person_id);


CREATE UNIQUE INDEX "IX_owners_session_token_hash" ON owners_session (token_hash);


CREATE INDEX "IX_platform_api_key_brand_id" ON platform_api_key (brand_id);


CREATE UNIQUE INDEX "IX_platform_brand_slug" ON platform_brand (slug);


CREATE INDEX "IX_platform_event_tx_position" ON platform_event (tx, position);


CREATE INDEX "IX_platform_import_brand_id_kind_file_hash" ON platform_import (brand_id, kind, file_hash);


CREATE INDEX "IX_platform_job_state_due_at" ON platform_job (state, due_at);


CREATE INDEX "IX_platform_mail_state_due_at" ON platform_mail (state, due_at);


CREATE INDEX "IX_platform_membership_staff_id" ON platform_membership (staff_id);


CREATE INDEX "IX_platform_sign_in_link_staff_id" ON platform_sign_in_link (staff_id);


CREATE INDEX "IX_products_mint_brand_id_gtin_id" ON products_mint (brand_id, gtin, id);


CREATE UNIQUE INDEX "IX_products_unit_brand_id_gtin_serial" ON products_unit (brand_id, gtin, serial);


CREATE INDEX "IX_products_unit_brand_id_mint_id" ON products_unit (brand_id, mint_id);


CREATE INDEX "IX_products_unit_brand_id_serial" ON products_unit (brand_id, serial);


CREATE INDEX "IX_products_unit_brand_id_status_serial" ON products_unit (brand_id, status, serial);


CREATE INDEX "IX_resolver_scan_tx_position" ON resolver_scan (tx, position);


CREATE UNIQUE INDEX "IX_warranty_certificate_brand_id_number" ON warranty_certificate (brand_id, number);


CREATE UNIQUE INDEX "IX_warranty_certificate_brand_id_unit_id" ON warranty_certificate (brand_id, unit_id);


CREATE INDEX "IX_warranty_commercial_term_brand_id_gtin" ON warranty_commercial_term (brand_id, gtin);


CREATE INDEX "IX_warranty_cover_brand_id_unit_id" ON warranty_cover (brand_id, unit_id);



