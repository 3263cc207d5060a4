CREATE TABLE platform_webhook (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    events text NOT NULL,
    sealed_secret text NOT NULL,
    sealed_former_secret text,
    former_until timestamp with time zone,
    state text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_platform_webhook" PRIMARY KEY (brand_id, id)
);

CREATE TABLE platform_webhook_delivery (
    brand_id uuid NOT NULL,
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    message_id text NOT NULL,
    type text NOT NULL,
    body text NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    status integer,
    error text,
    since timestamp with time zone NOT NULL,
    CONSTRAINT "PK_platform_webhook_delivery" PRIMARY KEY (brand_id, id),
    CONSTRAINT "FK_platform_webhook_delivery_platform_webhook_brand_id_webhook~" FOREIGN KEY (brand_id, webhook_id) REFERENCES platform_webhook (brand_id, id) ON DELETE CASCADE
);

CREATE TABLE platform_webhook_attempt (
    brand_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    status integer,
    error text,
    milliseconds integer NOT NULL,
    CONSTRAINT "PK_platform_webhook_attempt" PRIMARY KEY (brand_id, delivery_id, number),
    CONSTRAINT "FK_platform_webhook_attempt_platform_webhook_delivery_brand_id~" FOREIGN KEY (brand_id, delivery_id) REFERENCES platform_webhook_delivery (brand_id, id) ON DELETE CASCADE
);

CREATE INDEX "IX_platform_webhook_delivery_brand_id_ended_at" ON platform_webhook_delivery (brand_id, ended_at);

CREATE INDEX "IX_platform_webhook_delivery_brand_id_webhook_id_id" ON platform_webhook_delivery (brand_id, webhook_id, id);

CREATE INDEX "IX_platform_webhook_delivery_state_due_at" ON platform_webhook_delivery (state, due_at);
