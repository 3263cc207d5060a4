CREATE TABLE "analytics_benchmark" (
    "brand_id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "good" REAL NOT NULL,
    "source" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    CONSTRAINT "PK_analytics_benchmark" PRIMARY KEY ("brand_id", "key")
);


CREATE TABLE "analytics_cancelled_order" (
    "brand_id" BLOB NOT NULL,
    "order_id" BLOB NOT NULL,
    CONSTRAINT "PK_analytics_cancelled_order" PRIMARY KEY ("brand_id", "order_id")
);


CREATE TABLE "analytics_input" (
    "brand_id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    CONSTRAINT "PK_analytics_input" PRIMARY KEY ("brand_id", "key")
);


CREATE TABLE "analytics_order_line" (
    "brand_id" BLOB NOT NULL,
    "order_id" BLOB NOT NULL,
    "line" INTEGER NOT NULL,
    "owner_id" BLOB NULL,
    "unit_id" BLOB NULL,
    "placed" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    CONSTRAINT "PK_analytics_order_line" PRIMARY KEY ("brand_id", "order_id", "line")
);


CREATE TABLE "analytics_registration" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "owner_id" BLOB NOT NULL,
    "registered" INTEGER NULL,
    "registered_day" INTEGER NULL,
    "purchased_day" INTEGER NULL,
    "channel" TEXT NULL,
    "corrected" INTEGER NOT NULL,
    CONSTRAINT "PK_analytics_registration" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "analytics_unit" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "gtin" TEXT NULL,
    "lot" TEXT NULL,
    "market" TEXT NULL,
    "shipped" INTEGER NULL,
    "is_test" INTEGER NOT NULL,
    "sold" INTEGER NULL,
    "sale_channel" TEXT NULL,
    "shelf" INTEGER NULL,
    CONSTRAINT "PK_analytics_unit" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "asp_net_users" (
    "id" BLOB NOT NULL CONSTRAINT "PK_asp_net_users" PRIMARY KEY,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" TEXT NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);


CREATE TABLE "commerce_delivery_rate" (
    "brand_id" BLOB NOT NULL,
    "country" TEXT NOT NULL,
    "up_to_grams" INTEGER NOT NULL,
    "price" TEXT NOT NULL,
    "more_days" INTEGER NOT NULL,
    CONSTRAINT "PK_commerce_delivery_rate" PRIMARY KEY ("brand_id", "country", "up_to_grams")
);


CREATE TABLE "commerce_fitment" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "sku" TEXT NOT NULL,
    "gtin" TEXT NOT NULL,
    "serial_from" TEXT NULL,
    "serial_to" TEXT NULL,
    "lot" TEXT NULL,
    "produced_from" TEXT NULL,
    "produced_to" TEXT NULL,
    "firmware_from" TEXT NULL,
    "firmware_to" TEXT NULL,
    "position" TEXT NULL,
    "conditions" TEXT NOT NULL,
    CONSTRAINT "PK_commerce_fitment" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "commerce_order" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "order_ref" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "person_id" BLOB NULL,
    "placed_at" TEXT NOT NULL,
    "paid_at" TEXT NULL,
    "shipped_at" TEXT NULL,
    "cancelled_at" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "shipment" TEXT NULL,
    "currency" TEXT NOT NULL,
    "goods" TEXT NOT NULL,
    "delivery" TEXT NOT NULL,
    "total" TEXT NOT NULL,
    "tax" TEXT NOT NULL,
    "tax_percent" TEXT NOT NULL,
    "delivery_days" INTEGER NOT NULL,
    "email" TEXT NULL,
    "name" TEXT NULL,
    "line1" TEXT NULL,
    "city" TEXT NULL,
    "postal_code" TEXT NULL,
    "country" TEXT NULL,
    "language" TEXT NOT NULL,
    "track_token" TEXT NULL,
    "sent_key" TEXT NULL,
    CONSTRAINT "PK_commerce_order" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "commerce_part" (
    "brand_id" BLOB NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "price" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "weight_g" INTEGER NULL,
    "replace_every_days" INTEGER NULL,
    "available_until" TEXT NULL,
    "max_delivery_days" INTEGER NULL,
    "image_url" TEXT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_commerce_part" PRIMARY KEY ("brand_id", "sku")
);


CREATE TABLE "commerce_stock" (
    "brand_id" BLOB NOT NULL,
    "sku" TEXT NOT NULL,
    "on_hand" INTEGER NOT NULL,
    CONSTRAINT "PK_commerce_stock" PRIMARY KEY ("brand_id", "sku"),
    CONSTRAINT "ck_commerce_stock_on_hand" CHECK (on_hand >= 0)
);


CREATE TABLE "commerce_tax_rate" (
    "brand_id" BLOB NOT NULL,
    "country" TEXT NOT NULL,
    "percent" TEXT NOT NULL,
    CONSTRAINT "PK_commerce_tax_rate" PRIMARY KEY ("brand_id", "country")
);


CREATE TABLE "commerce_track" (
    "token_hash" TEXT NOT NULL CONSTRAINT "PK_commerce_track" PRIMARY KEY,
    "brand_id" BLOB NOT NULL,
    "order_id" BLOB NOT NULL
);


CREATE TABLE "owners_person" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "name" TEXT NULL,
    "name_key" TEXT NULL,
    "country" TEXT NULL,
    "language" TEXT NULL,
    "confirmed_at" TEXT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_person" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "platform_brand" (
    "id" BLOB NOT NULL CONSTRAINT "PK_platform_brand" PRIMARY KEY,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "accent" TEXT NOT NULL,
    "logo_url" TEXT NULL,
    "legal_address" TEXT NULL,
    "support_email" TEXT NULL,
    "support_phone" TEXT NULL,
    "iban" TEXT NULL,
    "created_at" TEXT NOT NULL
);


CREATE TABLE "platform_cursor" (
    "subscriber" TEXT NOT NULL CONSTRAINT "PK_platform_cursor" PRIMARY KEY,
    "tx" INTEGER NOT NULL,
    "position" INTEGER NOT NULL
);


CREATE TABLE "platform_event" (
    "position" INTEGER NOT NULL CONSTRAINT "PK_platform_event" PRIMARY KEY AUTOINCREMENT,
    "brand_id" BLOB NOT NULL,
    "tx" INTEGER NOT NULL DEFAULT (0),
    "type" TEXT NOT NULL,
    "unit_id" BLOB NULL,
    "owner_id" BLOB NULL,
    "at" TEXT NOT NULL,
    "payload" TEXT NOT NULL
);


CREATE TABLE "platform_file" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "public" INTEGER NOT NULL,
    "length" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_platform_file" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "platform_import" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "dry_run" INTEGER NOT NULL,
    "file_id" BLOB NULL,
    "errors_file_id" BLOB NULL,
    "state" TEXT NOT NULL,
    "error" TEXT NULL,
    "ignored_columns" TEXT NULL,
    "rows" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "changed_rows" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "refused_rows" INTEGER NOT NULL,
    "done_line" INTEGER NOT NULL,
    "started_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    CONSTRAINT "PK_platform_import" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "platform_job" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "argument" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "progress" TEXT NULL,
    "error" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "due_at" TEXT NOT NULL,
    "leased_until" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    CONSTRAINT "PK_platform_job" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "platform_mail" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reply_to" TEXT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "error" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "due_at" TEXT NOT NULL,
    "sent_at" TEXT NULL,
    CONSTRAINT "PK_platform_mail" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "products_gtin" (
    "gtin" TEXT NOT NULL CONSTRAINT "PK_products_gtin" PRIMARY KEY,
    "brand_id" BLOB NOT NULL
);


CREATE TABLE "products_mint" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "minted" INTEGER NOT NULL,
    "lot" TEXT NULL,
    "produced_on" TEXT NULL,
    "market" TEXT NULL,
    "firmware" TEXT NULL,
    "state" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    CONSTRAINT "PK_products_mint" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "products_model" (
    "brand_id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "model_number" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "brand_label" TEXT NULL,
    "description" TEXT NULL,
    "image_url" TEXT NULL,
    "list_price" TEXT NULL,
    "currency" TEXT NULL,
    "warranty_months" INTEGER NULL,
    "statutory_months" INTEGER NULL,
    "consumable_note" TEXT NULL,
    "manual_url" TEXT NULL,
    "setup_url" TEXT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_products_model" PRIMARY KEY ("brand_id", "gtin")
);


CREATE TABLE "products_unit" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "lot" TEXT NULL,
    "produced_on" TEXT NULL,
    "shipped_on" TEXT NULL,
    "market" TEXT NULL,
    "firmware" TEXT NULL,
    "status" TEXT NOT NULL,
    "mint_id" BLOB NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "PK_products_unit" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "resolver_scan" (
    "position" INTEGER NOT NULL CONSTRAINT "PK_resolver_scan" PRIMARY KEY AUTOINCREMENT,
    "brand_id" BLOB NOT NULL,
    "tx" INTEGER NOT NULL DEFAULT (0),
    "unit_id" BLOB NULL,
    "gtin" TEXT NOT NULL,
    "serial" TEXT NULL,
    "lot" TEXT NULL,
    "at" TEXT NOT NULL,
    "placement" TEXT NULL,
    "country" TEXT NULL,
    "device" TEXT NULL
);


CREATE TABLE "resolver_unit_scan" (
    "brand_id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "placement" TEXT NULL,
    "country" TEXT NULL,
    "device" TEXT NULL,
    CONSTRAINT "PK_resolver_unit_scan" PRIMARY KEY ("brand_id", "gtin", "serial", "at", "position")
);


CREATE TABLE "warranty_certificate" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "number" TEXT NOT NULL,
    "unit_id" BLOB NOT NULL,
    "issued_at" TEXT NOT NULL,
    CONSTRAINT "PK_warranty_certificate" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "warranty_commercial_term" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "months" INTEGER NULL,
    "since" TEXT NOT NULL,
    CONSTRAINT "PK_warranty_commercial_term" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "warranty_cover" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "registration_id" BLOB NULL,
    "model_months" INTEGER NULL,
    "country" TEXT NULL,
    "months" INTEGER NOT NULL,
    "basis" TEXT NULL,
    "from" TEXT NULL,
    "to" TEXT NULL,
    "source" TEXT NULL,
    "written_at" TEXT NOT NULL,
    CONSTRAINT "PK_warranty_cover" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "warranty_statutory_term" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "country" TEXT NOT NULL,
    "months" INTEGER NULL,
    "since" TEXT NOT NULL,
    CONSTRAINT "PK_warranty_statutory_term" PRIMARY KEY ("brand_id", "id")
);


CREATE TABLE "asp_net_user_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_asp_net_user_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" BLOB NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "FK_asp_net_user_claims_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE
);


CREATE TABLE "asp_net_user_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" BLOB NOT NULL,
    CONSTRAINT "PK_asp_net_user_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "FK_asp_net_user_logins_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE
);


CREATE TABLE "asp_net_user_passkeys" (
    "credential_id" BLOB NOT NULL CONSTRAINT "PK_asp_net_user_passkeys" PRIMARY KEY,
    "user_id" BLOB NOT NULL,
    "Data" TEXT NOT NULL,
    CONSTRAINT "FK_asp_net_user_passkeys_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE
);


CREATE TABLE "asp_net_user_tokens" (
    "user_id" BLOB NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "PK_asp_net_user_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "FK_asp_net_user_tokens_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE
);


CREATE TABLE "platform_sign_in_link" (
    "token_hash" TEXT NOT NULL CONSTRAINT "PK_platform_sign_in_link" PRIMARY KEY,
    "staff_id" BLOB NOT NULL,
    "expires_at" TEXT NOT NULL,
    "used_at" TEXT NULL,
    CONSTRAINT "FK_platform_sign_in_link_asp_net_users_staff_id" FOREIGN KEY ("staff_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE
);


CREATE TABLE "commerce_order_line" (
    "brand_id" BLOB NOT NULL,
    "order_id" BLOB NOT NULL,
    "line" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NULL,
    "kind" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "unit_id" BLOB NULL,
    CONSTRAINT "PK_commerce_order_line" PRIMARY KEY ("brand_id", "order_id", "line"),
    CONSTRAINT "FK_commerce_order_line_commerce_order_brand_id_order_id" FOREIGN KEY ("brand_id", "order_id") REFERENCES "commerce_order" ("brand_id", "id") ON DELETE CASCADE
);


CREATE TABLE "owners_consent" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "registration_id" BLOB NULL,
    "purpose" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "text_version" TEXT NULL,
    "text_hash" TEXT NULL,
    "language" TEXT NULL,
    "channel" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "PK_owners_consent" PRIMARY KEY ("brand_id", "id"),
    CONSTRAINT "FK_owners_consent_owners_person_brand_id_person_id" FOREIGN KEY ("brand_id", "person_id") REFERENCES "owners_person" ("brand_id", "id") ON DELETE CASCADE
);


CREATE TABLE "owners_link" (
    "brand_id" BLOB NOT NULL,
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "person_id" BLOB NOT NULL,
    "registration_id" BLOB NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "used_at" TEXT NULL,
    CONSTRAINT "PK_owners_link" PRIMARY KEY ("brand_id", "token_hash"),
    CONSTRAINT "FK_owners_link_owners_person_brand_id_person_id" FOREIGN KEY ("brand_id", "person_id") REFERENCES "owners_person" ("brand_id", "id") ON DELETE CASCADE
);


CREATE TABLE "owners_registration" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "registered_at" TEXT NOT NULL,
    "purchased_on" TEXT NULL,
    "channel" TEXT NOT NULL,
    "device" TEXT NULL,
    "country" TEXT NULL,
    "region" TEXT NULL,
    "retailer" TEXT NULL,
    "promo_code" TEXT NULL,
    "proof" TEXT NULL,
    "proven" INTEGER NOT NULL,
    "confirmed_at" TEXT NULL,
    "ended_at" TEXT NULL,
    CONSTRAINT "PK_owners_registration" PRIMARY KEY ("brand_id", "id"),
    CONSTRAINT "FK_owners_registration_owners_person_brand_id_person_id" FOREIGN KEY ("brand_id", "person_id") REFERENCES "owners_person" ("brand_id", "id") ON DELETE RESTRICT
);


CREATE TABLE "owners_sale" (
    "brand_id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "sold_on" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "retailer" TEXT NULL,
    "country" TEXT NULL,
    "price" TEXT NULL,
    "currency" TEXT NULL,
    "order_ref" TEXT NULL,
    "person_id" BLOB NULL,
    CONSTRAINT "PK_owners_sale" PRIMARY KEY ("brand_id", "unit_id"),
    CONSTRAINT "FK_owners_sale_owners_person_brand_id_person_id" FOREIGN KEY ("brand_id", "person_id") REFERENCES "owners_person" ("brand_id", "id") ON DELETE RESTRICT
);


CREATE TABLE "owners_session" (
    "brand_id" BLOB NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" BLOB NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "revoked_at" TEXT NULL,
    CONSTRAINT "PK_owners_session" PRIMARY KEY ("brand_id", "token_hash"),
    CONSTRAINT "FK_owners_session_owners_person_brand_id_person_id" FOREIGN KEY ("brand_id", "person_id") REFERENCES "owners_person" ("brand_id", "id") ON DELETE CASCADE
);


CREATE TABLE "platform_api_key" (
    "key_hash" TEXT NOT NULL CONSTRAINT "PK_platform_api_key" PRIMARY KEY,
    "brand_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "revoked_at" TEXT NULL,
    CONSTRAINT "FK_platform_api_key_platform_brand_brand_id" FOREIGN KEY ("brand_id") REFERENCES "platform_brand" ("id") ON DELETE CASCADE
);


CREATE TABLE "platform_membership" (
    "brand_id" BLOB NOT NULL,
    "staff_id" BLOB NOT NULL,
    "role" TEXT NOT NULL,
    CONSTRAINT "PK_platform_membership" PRIMARY KEY ("brand_id", "staff_id"),
    CONSTRAINT "FK_platform_membership_asp_net_users_staff_id" FOREIGN KEY ("staff_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE,
    CONSTRAINT "FK_platform_membership_platform_brand_brand_id" FOREIGN KEY ("brand_id") REFERENCES "platform_brand" ("id") ON DELETE CASCADE
);


CREATE TABLE "owners_receipt" (
    "brand_id" BLOB NOT NULL,
    "token_hash" TEXT NOT NULL,
    "registration_id" BLOB NOT NULL,
    "expires_at" TEXT NOT NULL,
    "mails" INTEGER NOT NULL,
    CONSTRAINT "PK_owners_receipt" PRIMARY KEY ("brand_id", "token_hash"),
    CONSTRAINT "FK_owners_receipt_owners_registration_brand_id_registration_id" FOREIGN KEY ("brand_id", "registration_id") REFERENCES "owners_registration" ("brand_id", "id") ON DELETE CASCADE
);


CREATE INDEX "IX_analytics_order_line_brand_id_owner_id_placed" ON "analytics_order_line" ("brand_id", "owner_id", "placed");


CREATE INDEX "IX_analytics_order_line_brand_id_placed" ON "analytics_order_line" ("brand_id", "placed");


CREATE INDEX "IX_analytics_order_line_brand_id_unit_id_placed" ON "analytics_order_line" ("brand_id", "unit_id", "placed") WHERE owner_id is null;


CREATE INDEX "IX_analytics_registration_brand_id_owner_id_registered" ON "analytics_registration" ("brand_id", "owner_id", "registered");


CREATE INDEX "IX_analytics_registration_brand_id_registered" ON "analytics_registration" ("brand_id", "registered");


CREATE INDEX "IX_analytics_registration_brand_id_unit_id_registered" ON "analytics_registration" ("brand_id", "unit_id", "registered");


CREATE INDEX "IX_analytics_unit_brand_id_shelf" ON "analytics_unit" ("brand_id", "shelf") WHERE not is_test and shelf is not null;


CREATE INDEX "IX_analytics_unit_brand_id_shipped" ON "analytics_unit" ("brand_id", "shipped") WHERE sold is null;


CREATE INDEX "IX_analytics_unit_brand_id_sold" ON "analytics_unit" ("brand_id", "sold");


CREATE INDEX "ix_analytics_unit_test" ON "analytics_unit" ("brand_id", "id") WHERE is_test;


CREATE INDEX "IX_asp_net_user_claims_user_id" ON "asp_net_user_claims" ("user_id");


CREATE INDEX "IX_asp_net_user_logins_user_id" ON "asp_net_user_logins" ("user_id");


CREATE INDEX "IX_asp_net_user_passkeys_user_id" ON "asp_net_user_passkeys" ("user_id");


CREATE INDEX "EmailIndex" ON "asp_net_users" ("normalized_email");


CREATE UNIQUE INDEX "UserNameIndex" ON "asp_net_users" ("normalized_user_name");


CREATE UNIQUE INDEX "IX_commerce_fitment_brand_id_gtin_sku_conditions" ON "commerce_fitment" ("brand_id", "gtin", "sku", "conditions");


CREATE INDEX "IX_commerce_fitment_brand_id_sku" ON "commerce_fitment" ("brand_id", "sku");


CREATE INDEX "IX_commerce_order_brand_id_email" ON "commerce_order" ("brand_id", "email");


CREATE UNIQUE INDEX "IX_commerce_order_brand_id_order_ref" ON "commerce_order" ("brand_id", "order_ref");


CREATE INDEX "IX_commerce_order_brand_id_person_id_placed_at" ON "commerce_order" ("brand_id", "person_id", "placed_at");


CREATE INDEX "IX_commerce_order_brand_id_placed_at_order_ref" ON "commerce_order" ("brand_id", "placed_at", "order_ref");


CREATE UNIQUE INDEX "IX_commerce_order_brand_id_sent_key" ON "commerce_order" ("brand_id", "sent_key");


CREATE INDEX "IX_commerce_order_brand_id_state_placed_at" ON "commerce_order" ("brand_id", "state", "placed_at");


CREATE INDEX "IX_commerce_order_line_brand_id_sku" ON "commerce_order_line" ("brand_id", "sku");


CREATE INDEX "IX_commerce_order_line_brand_id_unit_id" ON "commerce_order_line" ("brand_id", "unit_id");


CREATE INDEX "IX_owners_consent_brand_id_person_id_purpose_at" ON "owners_consent" ("brand_id", "person_id", "purpose", "at");


CREATE INDEX "IX_owners_link_brand_id_person_id" ON "owners_link" ("brand_id", "person_id");


CREATE UNIQUE INDEX "IX_owners_link_token_hash" ON "owners_link" ("token_hash");


CREATE UNIQUE INDEX "IX_owners_person_brand_id_email_key" ON "owners_person" ("brand_id", "email_key");


CREATE INDEX "IX_owners_person_brand_id_name_key" ON "owners_person" ("brand_id", "name_key");


CREATE INDEX "IX_owners_receipt_brand_id_registration_id" ON "owners_receipt" ("brand_id", "registration_id");


CREATE INDEX "IX_owners_registration_brand_id_person_id" ON "owners_registration" ("brand_id", "person_id");


CREATE UNIQUE INDEX "IX_owners_registration_in_force" ON "owners_registration" ("brand_id", "unit_id") WHERE ended_at is null;


CREATE INDEX "IX_owners_registration_unit" ON "owners_registration" ("brand_id", "unit_id");


CREATE INDEX "IX_owners_sale_brand_id_person_id" ON "owners_sale" ("brand_id", "person_id");


CREATE INDEX "IX_owners_session_brand_id_person_id" ON "owners_session" ("brand_id", "person_id");


CREATE UNIQUE INDEX "IX_owners_session_token_hash" ON "owners_session" ("token_hash");


CREATE INDEX "IX_platform_api_key_brand_id" ON "platform_api_key" ("brand_id");


CREATE UNIQUE INDEX "IX_platform_brand_slug" ON "platform_brand" ("slug");


CREATE INDEX "IX_platform_event_brand_id_position" ON "platform_event" ("brand_id", "position");


CREATE INDEX "IX_platform_import_brand_id_kind_file_hash" ON "platform_import" ("brand_id", "kind", "file_hash");


CREATE INDEX "IX_platform_job_state_due_at" ON "platform_job" ("state", "due_at");


CREATE INDEX "IX_platform_mail_state_due_at" ON "platform_mail" ("state", "due_at");


CREATE INDEX "IX_platform_membership_staff_id" ON "platform_membership" ("staff_id");


CREATE INDEX "IX_platform_sign_in_link_staff_id" ON "platform_sign_in_link" ("staff_id");


CREATE INDEX "IX_products_mint_brand_id_gtin_id" ON "products_mint" ("brand_id", "gtin", "id");


CREATE UNIQUE INDEX "IX_products_unit_brand_id_gtin_serial" ON "products_unit" ("brand_id", "gtin", "serial");


CREATE INDEX "IX_products_unit_brand_id_mint_id" ON "products_unit" ("brand_id", "mint_id");


CREATE INDEX "IX_products_unit_brand_id_serial" ON "products_unit" ("brand_id", "serial");


CREATE INDEX "IX_products_unit_brand_id_status_serial" ON "products_unit" ("brand_id", "status", "serial");


CREATE UNIQUE INDEX "IX_warranty_certificate_brand_id_number" ON "warranty_certificate" ("brand_id", "number");


CREATE UNIQUE INDEX "IX_warranty_certificate_brand_id_unit_id" ON "warranty_certificate" ("brand_id", "unit_id");


CREATE INDEX "IX_warranty_commercial_term_brand_id_gtin" ON "warranty_commercial_term" ("brand_id", "gtin");


CREATE INDEX "IX_warranty_cover_brand_id_unit_id" ON "warranty_cover" ("brand_id", "unit_id");



