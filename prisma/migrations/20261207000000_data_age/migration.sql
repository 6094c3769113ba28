-- The age of the data in new clones is counted in bands from now on (lib/catalogue/dataAge.ts), and of all events that are there.

INSERT INTO "instance_day_value" ("instance_key", "day", "field", "value", "events")
SELECT "instance_key", "day", 'clone_created.dsa_diff', "band", count(*)
FROM (
    SELECT "instance_key", ("event_time" AT TIME ZONE 'UTC')::date AS "day", CASE
        WHEN "age" < 0 THEN NULL
        WHEN "age" < 3600 THEN 'under-1-h'
        WHEN "age" < 21600 THEN '1-6-h'
        WHEN "age" < 86400 THEN '6-24-h'
        WHEN "age" < 259200 THEN '1-3-d'
        WHEN "age" < 604800 THEN '3-7-d'
        WHEN "age" < 2592000 THEN '7-30-d'
        WHEN "age" < 315360000 THEN 'over-30-d'
    END AS "band"
    FROM (
        SELECT "instance_key", "event_time", ("data" ->> 'dsa_diff')::double precision AS "age" FROM "event"
        WHERE "event_type" = 'clone_created' AND "counted_by" <> 'nothing'
    ) AS "created"
) AS "aged"
WHERE "band" IS NOT NULL
GROUP BY "instance_key", "day", "band";
