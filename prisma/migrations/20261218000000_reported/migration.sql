-- A usage report that waited out an outage may reach the database after a later one of the same hour: the later one stays.

ALTER TABLE "usage_hour" ADD COLUMN "reported_at" TIMESTAMPTZ(3);
