ALTER TABLE platform_api_key
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN prior_hash text,
    ADD COLUMN prior_until timestamp with time zone,
    ADD COLUMN scopes text NOT NULL DEFAULT '*',      -- a key that was there before could do everything
    ADD COLUMN expires_at timestamp with time zone,
    ADD COLUMN last_used_at timestamp with time zone;

ALTER TABLE platform_api_key
    ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN scopes DROP DEFAULT,
    DROP CONSTRAINT "PK_platform_api_key",
    ADD CONSTRAINT "PK_platform_api_key" PRIMARY KEY (id);

CREATE UNIQUE INDEX "IX_platform_api_key_key_hash" ON platform_api_key (key_hash);
CREATE INDEX "IX_platform_api_key_prior_hash" ON platform_api_key (prior_hash);
