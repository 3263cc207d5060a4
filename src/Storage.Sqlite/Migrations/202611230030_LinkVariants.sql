ALTER TABLE "resolver_link" ADD COLUMN "variant" TEXT NULL;
