ALTER TABLE "asp_net_users" ADD COLUMN "name" TEXT NULL;
ALTER TABLE "asp_net_users" ADD COLUMN "language" TEXT NULL;
ALTER TABLE "asp_net_users" ADD COLUMN "code_key" TEXT NULL;
ALTER TABLE "asp_net_users" ADD COLUMN "code_taken" INTEGER NULL;
ALTER TABLE "asp_net_users" ADD COLUMN "codes_rest_until" TEXT NULL;
ALTER TABLE "asp_net_users" ADD COLUMN "wrong_codes" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "platform_brand" ADD COLUMN "two_steps_needed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "platform_sign_in_link" ADD COLUMN "created_at" TEXT NULL;
ALTER TABLE "platform_sign_in_link" ADD COLUMN "brand_id" BLOB NULL CONSTRAINT "FK_platform_sign_in_link_platform_brand_brand_id" REFERENCES "platform_brand" ("id");

CREATE TABLE "platform_staff_session" (
    "id" BLOB NOT NULL CONSTRAINT "PK_platform_staff_session" PRIMARY KEY,
    "token_hash" TEXT NOT NULL,
    "staff_id" BLOB NOT NULL,
    "brand_id" BLOB NOT NULL,
    "by_link" INTEGER NOT NULL,
    "device" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    CONSTRAINT "FK_platform_staff_session_asp_net_users_staff_id" FOREIGN KEY ("staff_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE,
    CONSTRAINT "FK_platform_staff_session_platform_brand_brand_id" FOREIGN KEY ("brand_id") REFERENCES "platform_brand" ("id") ON DELETE CASCADE
);

CREATE TABLE "platform_second_step" (
    "token_hash" TEXT NOT NULL CONSTRAINT "PK_platform_second_step" PRIMARY KEY,
    "staff_id" BLOB NOT NULL,
    "brand_id" BLOB NOT NULL,
    "by_link" INTEGER NOT NULL,
    "expires_at" TEXT NOT NULL,
    CONSTRAINT "FK_platform_second_step_asp_net_users_staff_id" FOREIGN KEY ("staff_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE,
    CONSTRAINT "FK_platform_second_step_platform_brand_brand_id" FOREIGN KEY ("brand_id") REFERENCES "platform_brand" ("id") ON DELETE CASCADE
);

CREATE TABLE "platform_recovery_code" (
    "staff_id" BLOB NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TEXT NULL,
    CONSTRAINT "PK_platform_recovery_code" PRIMARY KEY ("staff_id", "code_hash"),
    CONSTRAINT "FK_platform_recovery_code_asp_net_users_staff_id" FOREIGN KEY ("staff_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE
);

CREATE TABLE "platform_invitation" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" BLOB NULL,
    "created_at" TEXT NOT NULL,
    "sent_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "accepted_at" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    CONSTRAINT "PK_platform_invitation" PRIMARY KEY ("brand_id", "id"),
    CONSTRAINT "FK_platform_invitation_platform_brand_brand_id" FOREIGN KEY ("brand_id") REFERENCES "platform_brand" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_platform_invitation_brand_id_email_key" ON "platform_invitation" ("brand_id", "email_key");
CREATE UNIQUE INDEX "IX_platform_invitation_token_hash" ON "platform_invitation" ("token_hash");
CREATE INDEX "IX_platform_second_step_brand_id" ON "platform_second_step" ("brand_id");
CREATE INDEX "IX_platform_second_step_staff_id" ON "platform_second_step" ("staff_id");
CREATE INDEX "IX_platform_sign_in_link_brand_id" ON "platform_sign_in_link" ("brand_id");
CREATE INDEX "IX_platform_staff_session_brand_id" ON "platform_staff_session" ("brand_id");
CREATE INDEX "IX_platform_staff_session_staff_id" ON "platform_staff_session" ("staff_id");
CREATE UNIQUE INDEX "IX_platform_staff_session_token_hash" ON "platform_staff_session" ("token_hash");
