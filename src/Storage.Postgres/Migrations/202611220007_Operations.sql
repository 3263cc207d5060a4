CREATE TABLE platform_protection_key (
    name text NOT NULL,
    xml text NOT NULL,
    CONSTRAINT "PK_platform_protection_key" PRIMARY KEY (name)
);
