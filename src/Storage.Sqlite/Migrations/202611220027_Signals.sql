CREATE TABLE "resolver_signal" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "gtin" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "unit_id" BLOB NULL,
    "state" TEXT NOT NULL,
    "weight" INTEGER NOT NULL,
    "score" INTEGER NOT NULL,
    "evidence" TEXT NOT NULL,
    "first_at" TEXT NOT NULL,
    "last_at" TEXT NOT NULL,
    "raised_at" TEXT NULL,
    "told_at" TEXT NULL,
    "decided_at" TEXT NULL,
    "note" TEXT NULL,
    CONSTRAINT "PK_resolver_signal" PRIMARY KEY ("brand_id", "id")
);

CREATE TABLE "resolver_signal_rules" (
    "brand_id" BLOB NOT NULL CONSTRAINT "PK_resolver_signal_rules" PRIMARY KEY,
    "alarm_score" INTEGER NOT NULL,
    "scans_per_hour" INTEGER NOT NULL,
    "scans_per_day" INTEGER NOT NULL,
    "travel_kmh" INTEGER NOT NULL,
    "shipment_grace_hours" INTEGER NOT NULL,
    "grey_days" INTEGER NOT NULL,
    "free_in_eea" INTEGER NOT NULL,
    "alerts" TEXT NOT NULL,
    "told_at" TEXT NULL
);

CREATE TABLE "resolver_trace" (
    "brand_id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "seen" TEXT NOT NULL,
    CONSTRAINT "PK_resolver_trace" PRIMARY KEY ("brand_id", "gtin", "serial")
);

CREATE UNIQUE INDEX "IX_resolver_signal_brand_id_gtin_serial_kind" ON "resolver_signal" ("brand_id", "gtin", "serial", "kind");
CREATE INDEX "IX_resolver_signal_brand_id_score_last_at" ON "resolver_signal" ("brand_id", "score", "last_at");
CREATE INDEX "IX_resolver_signal_brand_id_serial" ON "resolver_signal" ("brand_id", "serial");
CREATE INDEX "IX_resolver_signal_brand_id_state_last_at" ON "resolver_signal" ("brand_id", "state", "last_at");
CREATE INDEX "IX_resolver_signal_brand_id_unit_id" ON "resolver_signal" ("brand_id", "unit_id");
