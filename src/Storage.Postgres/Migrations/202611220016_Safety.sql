ALTER TABLE platform_sign_in_link ADD COLUMN asked_hash text;
ALTER TABLE platform_sign_in_link ADD COLUMN code_hash text;
ALTER TABLE platform_sign_in_link ADD COLUMN tries integer NOT NULL DEFAULT 0;
ALTER TABLE platform_staff_session ADD COLUMN proved_at timestamp with time zone;

CREATE TABLE platform_shared_quota (
    name text NOT NULL,
    full_at bigint NOT NULL,
    CONSTRAINT "PK_platform_shared_quota" PRIMARY KEY (name)
);

CREATE INDEX "IX_platform_sign_in_link_asked_hash" ON platform_sign_in_link (asked_hash);
