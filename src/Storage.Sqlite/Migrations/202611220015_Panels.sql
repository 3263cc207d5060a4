-- Filters and answers kept so far may name people: from now on they do not.
delete from platform_saved_filter where list in ('owners', 'orders') or name like '%@%';
update platform_sent_request set body = null where body is not null;

CREATE INDEX "IX_platform_mail_brand_id_to" ON "platform_mail" ("brand_id", "to");
CREATE INDEX "IX_platform_mail_brand_id_state_id" ON "platform_mail" ("brand_id", "state", "id");
CREATE INDEX "IX_platform_webhook_delivery_brand_id_state_id" ON "platform_webhook_delivery" ("brand_id", "state", "id");
