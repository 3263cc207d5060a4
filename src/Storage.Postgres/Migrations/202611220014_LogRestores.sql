CREATE TABLE platform_log_restore (
    log text NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    last_tx xid8 NOT NULL,
    last_position bigint NOT NULL,
    is_renumbered boolean NOT NULL,
    CONSTRAINT "PK_platform_log_restore" PRIMARY KEY (log, number)
);
