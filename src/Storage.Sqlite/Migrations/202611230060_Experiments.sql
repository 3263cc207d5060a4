CREATE TABLE "owners_funnel" (
    "brand_id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "lot" TEXT NULL,
    "sold_at" TEXT NULL,
    "retailer" TEXT NULL,
    "has_contact" INTEGER NOT NULL,
    "may_contact" INTEGER NOT NULL,
    "opened_at" TEXT NULL,
    "promoted_at" TEXT NULL,
    "placement" TEXT NULL,
    "variant" TEXT NULL,
    "open_channel" TEXT NULL,
    "open_device" TEXT NULL,
    "registration_id" BLOB NULL,
    "submitted_at" TEXT NULL,
    "confirmed_at" TEXT NULL,
    "channel" TEXT NULL,
    "device" TEXT NULL,
    "began_at" TEXT NULL,
    CONSTRAINT "PK_owners_funnel" PRIMARY KEY ("brand_id", "unit_id")
);

CREATE TABLE "owners_opening" (
    "brand_id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "promoted" INTEGER NOT NULL,
    CONSTRAINT "PK_owners_opening" PRIMARY KEY ("brand_id", "unit_id", "promoted")
);

CREATE TABLE "platform_experiment" (
    "brand_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "goal" TEXT NOT NULL,
    "window_days" INTEGER NOT NULL,
    "hold_out" INTEGER NOT NULL,
    "baseline" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "needed" INTEGER NULL,
    "state" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "started_at" TEXT NULL,
    "ends_at" TEXT NULL,
    "stopped_at" TEXT NULL,
    "chosen" TEXT NULL,
    CONSTRAINT "PK_platform_experiment" PRIMARY KEY ("brand_id", "id")
);

ALTER TABLE "owners_sale" ADD COLUMN "may_contact" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "platform_experiment_lot" (
    "brand_id" BLOB NOT NULL,
    "experiment_id" BLOB NOT NULL,
    "gtin" TEXT NOT NULL,
    "lot" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "counted" INTEGER NOT NULL,
    "converted" INTEGER NOT NULL,
    "counted_at" TEXT NULL,
    CONSTRAINT "PK_platform_experiment_lot" PRIMARY KEY ("brand_id", "experiment_id", "gtin", "lot"),
    CONSTRAINT "FK_platform_experiment_lot_platform_experiment_brand_id_experiment_id" FOREIGN KEY ("brand_id", "experiment_id") REFERENCES "platform_experiment" ("brand_id", "id") ON DELETE CASCADE
);

CREATE TABLE "platform_experiment_outcome" (
    "brand_id" BLOB NOT NULL,
    "experiment_id" BLOB NOT NULL,
    "subject" BLOB NOT NULL,
    "variant" TEXT NOT NULL,
    "exposed_at" TEXT NULL,
    "converted_at" TEXT NULL,
    "counts" INTEGER NOT NULL,
    CONSTRAINT "PK_platform_experiment_outcome" PRIMARY KEY ("brand_id", "experiment_id", "subject"),
    CONSTRAINT "FK_platform_experiment_outcome_platform_experiment_brand_id_experiment_id" FOREIGN KEY ("brand_id", "experiment_id") REFERENCES "platform_experiment" ("brand_id", "id") ON DELETE CASCADE
);

CREATE TABLE "platform_experiment_variant" (
    "brand_id" BLOB NOT NULL,
    "experiment_id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "weight" INTEGER NOT NULL,
    "made" TEXT NOT NULL,
    CONSTRAINT "PK_platform_experiment_variant" PRIMARY KEY ("brand_id", "experiment_id", "key"),
    CONSTRAINT "FK_platform_experiment_variant_platform_experiment_brand_id_experiment_id" FOREIGN KEY ("brand_id", "experiment_id") REFERENCES "platform_experiment" ("brand_id", "id") ON DELETE CASCADE
);

CREATE INDEX "IX_owners_funnel_brand_id_began_at" ON "owners_funnel" ("brand_id", "began_at");
CREATE INDEX "IX_owners_funnel_brand_id_promoted_at" ON "owners_funnel" ("brand_id", "promoted_at");
CREATE INDEX "IX_owners_funnel_brand_id_sold_at" ON "owners_funnel" ("brand_id", "sold_at");
CREATE UNIQUE INDEX "IX_platform_experiment_brand_id_key" ON "platform_experiment" ("brand_id", "key");
