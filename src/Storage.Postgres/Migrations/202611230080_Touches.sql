ALTER TABLE analytics_registration
    ADD COLUMN named boolean NOT NULL DEFAULT FALSE,
    ADD COLUMN placed boolean NOT NULL DEFAULT FALSE;
UPDATE platform_cursor SET tx = '0', position = 0 WHERE subscriber = 'analytics.facts'; -- registrations tell more than was kept of them

CREATE TABLE analytics_action (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    at bigint NOT NULL,
    kind text NOT NULL,
    CONSTRAINT "PK_analytics_action" PRIMARY KEY (brand_id, id)
);

CREATE TABLE analytics_owner (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    named bigint,
    CONSTRAINT "PK_analytics_owner" PRIMARY KEY (brand_id, id)
);

CREATE TABLE analytics_scan (
    brand_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT "PK_analytics_scan" PRIMARY KEY (brand_id, unit_id, at)
);

CREATE TABLE analytics_touch (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_id uuid,
    unit_id uuid,
    at bigint NOT NULL,
    kind text NOT NULL,
    CONSTRAINT "PK_analytics_touch" PRIMARY KEY (brand_id, id)
);

CREATE TABLE support_contact (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    contact_ref text NOT NULL,
    contacted_at timestamp with time zone NOT NULL,
    channel text NOT NULL,
    gtin text,
    unit_id uuid,
    person_id uuid,
    topic text,
    cost numeric(18,4),
    currency text,
    resolved_at timestamp with time zone,
    CONSTRAINT "PK_support_contact" PRIMARY KEY (brand_id, id)
);

CREATE TABLE support_session (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    session_ref text NOT NULL,
    gtin text NOT NULL,
    unit_id uuid,
    person_id uuid,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    topic text,
    tier integer,
    CONSTRAINT "PK_support_session" PRIMARY KEY (brand_id, id)
);

CREATE TABLE owners_action (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    action_ref text NOT NULL,
    person_id uuid NOT NULL,
    acted_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    CONSTRAINT "PK_owners_action" PRIMARY KEY (brand_id, id),
    CONSTRAINT "FK_owners_action_owners_person_brand_id_person_id" FOREIGN KEY (brand_id, person_id) REFERENCES owners_person (brand_id, id) ON DELETE RESTRICT
);

CREATE TABLE owners_visit (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    gtin text,
    unit_id uuid,
    CONSTRAINT "PK_owners_visit" PRIMARY KEY (brand_id, id),
    CONSTRAINT "FK_owners_visit_owners_person_brand_id_person_id" FOREIGN KEY (brand_id, person_id) REFERENCES owners_person (brand_id, id) ON DELETE RESTRICT
);

CREATE INDEX "IX_analytics_action_brand_id_owner_id_at" ON analytics_action (brand_id, owner_id, at);
CREATE INDEX "IX_analytics_touch_brand_id_at" ON analytics_touch (brand_id, at);
CREATE INDEX "IX_analytics_touch_brand_id_owner_id_at" ON analytics_touch (brand_id, owner_id, at);
CREATE INDEX "IX_analytics_touch_brand_id_unit_id_at" ON analytics_touch (brand_id, unit_id, at);
CREATE UNIQUE INDEX "IX_owners_action_brand_id_action_ref" ON owners_action (brand_id, action_ref);
CREATE INDEX "IX_owners_action_brand_id_person_id_acted_at" ON owners_action (brand_id, person_id, acted_at);
CREATE UNIQUE INDEX "IX_owners_visit_brand_id_person_id_at_kind" ON owners_visit (brand_id, person_id, at, kind);
CREATE UNIQUE INDEX "IX_support_contact_brand_id_contact_ref" ON support_contact (brand_id, contact_ref);
CREATE INDEX "IX_support_contact_brand_id_person_id_contacted_at" ON support_contact (brand_id, person_id, contacted_at);
CREATE INDEX "IX_support_contact_brand_id_unit_id_contacted_at" ON support_contact (brand_id, unit_id, contacted_at);
CREATE INDEX "IX_support_session_brand_id_person_id_started_at" ON support_session (brand_id, person_id, started_at);
CREATE UNIQUE INDEX "IX_support_session_brand_id_session_ref" ON support_session (brand_id, session_ref);
CREATE INDEX "IX_support_session_brand_id_unit_id_started_at" ON support_session (brand_id, unit_id, started_at);
