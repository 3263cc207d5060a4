CREATE TABLE resolver_signal (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    gtin text NOT NULL,
    serial text NOT NULL,
    unit_id uuid,
    state text NOT NULL,
    weight integer NOT NULL,
    score integer NOT NULL,
    evidence text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    raised_at timestamp with time zone,
    told_at timestamp with time zone,
    decided_at timestamp with time zone,
    note text,
    CONSTRAINT "PK_resolver_signal" PRIMARY KEY (brand_id, id)
);

CREATE TABLE resolver_signal_rules (
    brand_id uuid NOT NULL,
    alarm_score integer NOT NULL,
    scans_per_hour integer NOT NULL,
    scans_per_day integer NOT NULL,
    travel_kmh integer NOT NULL,
    shipment_grace_hours integer NOT NULL,
    grey_days integer NOT NULL,
    free_in_eea boolean NOT NULL,
    alerts text NOT NULL,
    told_at timestamp with time zone,
    CONSTRAINT "PK_resolver_signal_rules" PRIMARY KEY (brand_id)
);

CREATE TABLE resolver_trace (
    brand_id uuid NOT NULL,
    gtin text NOT NULL,
    serial text NOT NULL,
    seen text NOT NULL,
    CONSTRAINT "PK_resolver_trace" PRIMARY KEY (brand_id, gtin, serial)
);

CREATE UNIQUE INDEX "IX_resolver_signal_brand_id_gtin_serial_kind" ON resolver_signal (brand_id, gtin, serial, kind);
CREATE INDEX "IX_resolver_signal_brand_id_score_last_at" ON resolver_signal (brand_id, score, last_at);
CREATE INDEX "IX_resolver_signal_brand_id_serial" ON resolver_signal (brand_id, serial);
CREATE INDEX "IX_resolver_signal_brand_id_state_last_at" ON resolver_signal (brand_id, state, last_at);
CREATE INDEX "IX_resolver_signal_brand_id_unit_id" ON resolver_signal (brand_id, unit_id);
