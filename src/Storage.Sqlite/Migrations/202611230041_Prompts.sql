ALTER TABLE "owners_link" ADD COLUMN "unit_id" BLOB NULL;
