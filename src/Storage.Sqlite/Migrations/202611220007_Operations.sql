CREATE TABLE "platform_protection_key" (
    "name" TEXT NOT NULL CONSTRAINT "PK_platform_protection_key" PRIMARY KEY,
    "xml" TEXT NOT NULL
);
