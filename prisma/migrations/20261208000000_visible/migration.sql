-- Counting reads millions of rows through these views. What is to be erased is looked up once a statement, not once a row. NOT IN
-- is no join either, and the planner still walks the key of one instance and stops after a page.

CREATE OR REPLACE VIEW "visible_instance" AS
SELECT "instance_key", "first_seen", "last_seen", "edition", "example", "started_at", "start_id", "attributes", "known_since", "excluded_at" FROM "instance"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");

CREATE OR REPLACE VIEW "visible_event" AS
SELECT "instance_key", "event_time", "id", "event_type", "received_at", "data", "left_out", "counted_by" FROM "event"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");

CREATE OR REPLACE VIEW "visible_instance_day" AS
SELECT "instance_key", "day", "started_at", "start_id", "attributes", "known_at" FROM "instance_day"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");

CREATE OR REPLACE VIEW "visible_instance_day_event" AS
SELECT "instance_key", "day", "event_type", "events" FROM "instance_day_event"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");

CREATE OR REPLACE VIEW "visible_instance_day_clone_time" AS
SELECT "instance_key", "day", "bucket", "clones" FROM "instance_day_clone_time"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");

CREATE OR REPLACE VIEW "visible_instance_day_value" AS
SELECT "instance_key", "day", "field", "value", "events" FROM "instance_day_value"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");
