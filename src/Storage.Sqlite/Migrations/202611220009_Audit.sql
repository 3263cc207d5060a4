CREATE TABLE "platform_audit" (
    "position" INTEGER NOT NULL CONSTRAINT "PK_platform_audit" PRIMARY KEY AUTOINCREMENT,
    "brand_id" BLOB NOT NULL,
    "tx" INTEGER NOT NULL DEFAULT (0),
    "at" TEXT NOT NULL,
    "caller" TEXT NOT NULL,
    "caller_id" TEXT NOT NULL,
    "network" TEXT NULL,
    "permission" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "subject" TEXT NULL,
    "subject_id" TEXT NULL,
    "subject_name" TEXT NULL,
    "before" TEXT NULL,
    "after" TEXT NULL
);

CREATE INDEX "IX_platform_audit_brand_id_at" ON "platform_audit" ("brand_id", "at");
CREATE INDEX "IX_platform_audit_brand_id_caller_id_at" ON "platform_audit" ("brand_id", "caller_id", "at");
CREATE INDEX "IX_platform_audit_brand_id_request_id" ON "platform_audit" ("brand_id", "request_id");
CREATE INDEX "IX_platform_audit_brand_id_subject_at" ON "platform_audit" ("brand_id", "subject", "at");
CREATE INDEX "IX_platform_audit_brand_id_subject_id" ON "platform_audit" ("brand_id", "subject_id");
CREATE INDEX "IX_platform_audit_brand_id_subject_name" ON "platform_audit" ("brand_id", "subject_name");
