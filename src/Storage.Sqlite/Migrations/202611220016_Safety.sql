ALTER TABLE "platform_sign_in_link" ADD COLUMN "asked_hash" TEXT NULL;
ALTER TABLE "platform_sign_in_link" ADD COLUMN "code_hash" TEXT NULL;
ALTER TABLE "platform_sign_in_link" ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "platform_staff_session" ADD COLUMN "proved_at" TEXT NULL;

CREATE TABLE "platform_shared_quota" (
    "name" TEXT NOT NULL CONSTRAINT "PK_platform_shared_quota" PRIMARY KEY,
    "full_at" INTEGER NOT NULL
);

CREATE INDEX "IX_platform_sign_in_link_asked_hash" ON "platform_sign_in_link" ("asked_hash");
