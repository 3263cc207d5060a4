CREATE TABLE messaging_message (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    purpose text NOT NULL,
    channel text NOT NULL,
    address text,
    address_hash text NOT NULL,
    owner_id uuid,
    unit_id uuid,
    country text,
    language text,
    subject text,
    html text,
    text text,
    reply_to text,
    state text NOT NULL,
    reason text,
    attempts integer NOT NULL,
    once text,
    created_at timestamp with time zone NOT NULL,
    written_at timestamp with time zone,
    due_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone,
    handed_at timestamp with time zone,
    sent_at timestamp with time zone,
    changed_at timestamp with time zone,
    stop_token text,
    stop_hash text,
    forget_at timestamp with time zone,
    CONSTRAINT "PK_messaging_message" PRIMARY KEY (brand_id, id)
);

CREATE TABLE messaging_rules (
    brand_id uuid NOT NULL,
    quiet_from integer NOT NULL,
    quiet_until integer NOT NULL,
    time_zone text,
    marketing_most integer NOT NULL,
    marketing_days integer NOT NULL,
    CONSTRAINT "PK_messaging_rules" PRIMARY KEY (brand_id)
);

CREATE TABLE messaging_suppressed_address (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    channel text NOT NULL,
    address_hash text NOT NULL,
    reason text NOT NULL,
    message_id uuid,
    note text,
    since timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lifted_because text,
    CONSTRAINT "PK_messaging_suppressed_address" PRIMARY KEY (brand_id, id)
);

CREATE TABLE messaging_wording (
    brand_id uuid NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    version integer NOT NULL,
    subject text,
    introduction text,
    staff_id uuid,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_messaging_wording" PRIMARY KEY (brand_id, kind, language, version)
);

CREATE INDEX "IX_messaging_message_brand_id_address_hash_id" ON messaging_message (brand_id, address_hash, id);
CREATE INDEX "IX_messaging_message_brand_id_kind_id" ON messaging_message (brand_id, kind, id);
CREATE UNIQUE INDEX "IX_messaging_message_brand_id_once" ON messaging_message (brand_id, once);
CREATE INDEX "IX_messaging_message_brand_id_owner_id" ON messaging_message (brand_id, owner_id);
CREATE INDEX "IX_messaging_message_brand_id_state_id" ON messaging_message (brand_id, state, id);
CREATE INDEX "IX_messaging_message_forget_at" ON messaging_message (forget_at);
CREATE INDEX "IX_messaging_message_state_due_at" ON messaging_message (state, due_at);
CREATE UNIQUE INDEX "IX_messaging_message_stop_hash" ON messaging_message (stop_hash);
CREATE UNIQUE INDEX "IX_messaging_suppressed_address_brand_id_channel_address_hash" ON messaging_suppressed_address (brand_id, channel, address_hash);
