CREATE TABLE platform_dead_event (
    brand_id uuid NOT NULL,
    subscriber text NOT NULL,
    tx xid8 NOT NULL,
    position bigint NOT NULL,
    error text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_platform_dead_event" PRIMARY KEY (brand_id, subscriber, tx, position)
);
