ALTER TABLE platform_brand ADD COLUMN host text;

CREATE UNIQUE INDEX "IX_platform_brand_host" ON platform_brand (host);
