ALTER TABLE platform_import ADD COLUMN file_bytes bigint NULL;
ALTER TABLE platform_import ADD COLUMN done_bytes bigint NULL;
