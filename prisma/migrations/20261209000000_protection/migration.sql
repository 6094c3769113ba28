-- Whether what was changed is protected is counted from now on, and of all events that are there.

INSERT INTO "instance_day_value" ("instance_key", "day", "field", "value", "events")
SELECT "instance_key", ("event_time" AT TIME ZONE 'UTC')::date, "event_type" || '.protected', "data" ->> 'protected', count(*)
FROM "event"
WHERE "event_type" IN ('clone_updated', 'snapshot_updated', 'branch_updated')
    AND "counted_by" <> 'nothing'
    AND jsonb_typeof("data" -> 'protected') = 'boolean'
GROUP BY 1, 2, 3, 4;
