-- Which installation a database belongs to: what lies on a disk beside it (a spool) names it, and is of no other database.

CREATE TABLE "installation" (
    "single" BOOLEAN NOT NULL DEFAULT true,
    "id" UUID NOT NULL,
    "pepper_check" BYTEA,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("single")
);

ALTER TABLE "installation" ADD CONSTRAINT "installation_single_check" CHECK ("single");
