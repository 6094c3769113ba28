-- A webhook of the operator's is of no organization, and is told of publications.

ALTER TABLE "webhook" ALTER COLUMN "organization_id" DROP NOT NULL;

ALTER TABLE "webhook" ADD COLUMN "releases_through" INTEGER NOT NULL DEFAULT 0;
