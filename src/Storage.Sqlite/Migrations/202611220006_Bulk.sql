ALTER TABLE "platform_import" ADD COLUMN "file_bytes" INTEGER NULL;
ALTER TABLE "platform_import" ADD COLUMN "done_bytes" INTEGER NULL;
