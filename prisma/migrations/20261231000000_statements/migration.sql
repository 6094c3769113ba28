-- What an organization used in a month, as it was when the month was closed. A correction is another row that names the one before.

ALTER TABLE "organization" ADD COLUMN "last_statement_number" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "statement" (
    "organization_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "corrects" INTEGER,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "total" JSONB NOT NULL,
    "content" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("organization_id", "number")
);

CREATE UNIQUE INDEX "statement_organization_id_month_revision_key" ON "statement"("organization_id", "month", "revision");

ALTER TABLE "statement" ADD CONSTRAINT "statement_month_check" CHECK ("month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');

ALTER TABLE "statement" ADD CONSTRAINT "statement_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$');

ALTER TABLE "statement" ADD CONSTRAINT "statement_corrects_check" CHECK (("corrects" IS NULL) = ("revision" = 0));

-- It is deleted when billing data is, and never changed.
CREATE RULE "statement_stays" AS ON UPDATE TO "statement" DO INSTEAD NOTHING;
