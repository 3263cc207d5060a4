CREATE INDEX "IX_platform_data_request_brand_id_owner_id" ON "platform_data_request" ("brand_id", "owner_id");
