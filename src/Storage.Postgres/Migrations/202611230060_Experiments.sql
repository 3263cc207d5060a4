CREATE TABLE owners_funnel (
    brand_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    gtin text NOT NULL,
    lot text,
    sold_at timestamp with time zone,
    retailer text,
    has_contact boolean NOT NULL,
    may_contact boolean NOT NULL,
    opened_at timestamp with time zone,
    promoted_at timestamp with time zone,
    placement text,
    variant text,
    open_channel text,
    open_device text,
    registration_id uuid,
    submitted_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    channel text,
    device text,
    began_at timestamp with time zone,
    CONSTRAINT "PK_owners_funnel" PRIMARY KEY (brand_id, unit_id)
);

CREATE TABLE owners_opening (
    brand_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    promoted boolean NOT NULL,
    CONSTRAINT "PK_owners_opening" PRIMARY KEY (brand_id, unit_id, promoted)
);

CREATE TABLE platform_experiment (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    place text NOT NULL,
    subject text NOT NULL,
    goal text NOT NULL,
    window_days integer NOT NULL,
    hold_out integer NOT NULL,
    baseline numeric(18,4) NOT NULL,
    effect numeric(18,4) NOT NULL,
    needed integer,
    state text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ends_at timestamp with time zone,
    stopped_at timestamp with time zone,
    chosen text,
    CONSTRAINT "PK_platform_experiment" PRIMARY KEY (brand_id, id)
);

ALTER TABLE owners_sale ADD COLUMN may_contact boolean NOT NULL DEFAULT FALSE;

CREATE TABLE platform_experiment_lot (
    brand_id uuid NOT NULL,
    experiment_id uuid NOT NULL,
    gtin text NOT NULL,
    lot text NOT NULL,
    variant text NOT NULL,
    counted integer NOT NULL,
    converted integer NOT NULL,
    counted_at timestamp with time zone,
    CONSTRAINT "PK_platform_experiment_lot" PRIMARY KEY (brand_id, experiment_id, gtin, lot),
    CONSTRAINT "FK_platform_experiment_lot_platform_experiment_brand_id_experi~" FOREIGN KEY (brand_id, experiment_id) REFERENCES platform_experiment (brand_id, id) ON DELETE CASCADE
);

CREATE TABLE platform_experiment_outcome (
    brand_id uuid NOT NULL,
    experiment_id uuid NOT NULL,
    subject uuid NOT NULL,
    variant text NOT NULL,
    exposed_at timestamp with time zone,
    converted_at timestamp with time zone,
    counts boolean NOT NULL,
    CONSTRAINT "PK_platform_experiment_outcome" PRIMARY KEY (brand_id, experiment_id, subject),
    CONSTRAINT "FK_platform_experiment_outcome_platform_experiment_brand_id_ex~" FOREIGN KEY (brand_id, experiment_id) REFERENCES platform_experiment (brand_id, id) ON DELETE CASCADE
);

CREATE TABLE platform_experiment_variant (
    brand_id uuid NOT NULL,
    experiment_id uuid NOT NULL,
    key text NOT NULL,
    rank integer NOT NULL,
    name text NOT NULL,
    weight integer NOT NULL,
    made text NOT NULL,
    CONSTRAINT "PK_platform_experiment_variant" PRIMARY KEY (brand_id, experiment_id, key),
    CONSTRAINT "FK_platform_experiment_variant_platform_experiment_brand_id_ex~" FOREIGN KEY (brand_id, experiment_id) REFERENCES platform_experiment (brand_id, id) ON DELETE CASCADE
);

CREATE INDEX "IX_owners_funnel_brand_id_began_at" ON owners_funnel (brand_id, began_at);
CREATE INDEX "IX_owners_funnel_brand_id_promoted_at" ON owners_funnel (brand_id, promoted_at);
CREATE INDEX "IX_owners_funnel_brand_id_sold_at" ON owners_funnel (brand_id, sold_at);
CREATE UNIQUE INDEX "IX_platform_experiment_brand_id_key" ON platform_experiment (brand_id, key);
