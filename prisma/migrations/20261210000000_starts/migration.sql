-- Counting asks for the starts of an instance, which are rare: without this index it reads every day that it was seen on.

CREATE INDEX "instance_day_start_idx" ON "instance_day"("instance_key", "day") WHERE "started_at" IS NOT NULL;
