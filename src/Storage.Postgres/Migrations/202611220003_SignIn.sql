ALTER TABLE asp_net_users ADD COLUMN name text;
ALTER TABLE asp_net_users ADD COLUMN language text;
ALTER TABLE asp_net_users ADD COLUMN code_key text;
ALTER TABLE asp_net_users ADD COLUMN code_taken bigint;
ALTER TABLE asp_net_users ADD COLUMN codes_rest_until timestamp with time zone;
ALTER TABLE asp_net_users ADD COLUMN wrong_codes integer NOT NULL DEFAULT 0;
ALTER TABLE platform_brand ADD COLUMN two_steps_needed boolean NOT NULL DEFAULT FALSE;
ALTER TABLE platform_sign_in_link ADD COLUMN created_at timestamp with time zone;
ALTER TABLE platform_sign_in_link ADD COLUMN brand_id uuid CONSTRAINT "FK_platform_sign_in_link_platform_brand_brand_id" REFERENCES platform_brand (id);

CREATE TABLE platform_staff_session (
    id uuid NOT NULL,
    token_hash text NOT NULL,
    staff_id uuid NOT NULL,
    brand_id uuid NOT NULL,
    by_link boolean NOT NULL,
    device text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT "PK_platform_staff_session" PRIMARY KEY (id),
    CONSTRAINT "FK_platform_staff_session_asp_net_users_staff_id" FOREIGN KEY (staff_id) REFERENCES asp_net_users (id) ON DELETE CASCADE,
    CONSTRAINT "FK_platform_staff_session_platform_brand_brand_id" FOREIGN KEY (brand_id) REFERENCES platform_brand (id) ON DELETE CASCADE
);

CREATE TABLE platform_second_step (
    token_hash text NOT NULL,
    staff_id uuid NOT NULL,
    brand_id uuid NOT NULL,
    by_link boolean NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_platform_second_step" PRIMARY KEY (token_hash),
    CONSTRAINT "FK_platform_second_step_asp_net_users_staff_id" FOREIGN KEY (staff_id) REFERENCES asp_net_users (id) ON DELETE CASCADE,
    CONSTRAINT "FK_platform_second_step_platform_brand_brand_id" FOREIGN KEY (brand_id) REFERENCES platform_brand (id) ON DELETE CASCADE
);

CREATE TABLE platform_recovery_code (
    staff_id uuid NOT NULL,
    code_hash text NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT "PK_platform_recovery_code" PRIMARY KEY (staff_id, code_hash),
    CONSTRAINT "FK_platform_recovery_code_asp_net_users_staff_id" FOREIGN KEY (staff_id) REFERENCES asp_net_users (id) ON DELETE CASCADE
);

CREATE TABLE platform_invitation (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    role text NOT NULL,
    token_hash text NOT NULL,
    invited_by uuid,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT "PK_platform_invitation" PRIMARY KEY (brand_id, id),
    CONSTRAINT "FK_platform_invitation_platform_brand_brand_id" FOREIGN KEY (brand_id) REFERENCES platform_brand (id) ON DELETE CASCADE
);

CREATE INDEX "IX_platform_invitation_brand_id_email_key" ON platform_invitation (brand_id, email_key);
CREATE UNIQUE INDEX "IX_platform_invitation_token_hash" ON platform_invitation (token_hash);
CREATE INDEX "IX_platform_second_step_brand_id" ON platform_second_step (brand_id);
CREATE INDEX "IX_platform_second_step_staff_id" ON platform_second_step (staff_id);
CREATE INDEX "IX_platform_sign_in_link_brand_id" ON platform_sign_in_link (brand_id);
CREATE INDEX "IX_platform_staff_session_brand_id" ON platform_staff_session (brand_id);
CREATE INDEX "IX_platform_staff_session_staff_id" ON platform_staff_session (staff_id);
CREATE UNIQUE INDEX "IX_platform_staff_session_token_hash" ON platform_staff_session (token_hash);
