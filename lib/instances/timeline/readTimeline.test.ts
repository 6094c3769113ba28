import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import type { EventRow } from "../../ingest/keepEvent";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { eventOf } from "../../statistics/testing/fleet";
import { readTimeline } from "./readTimeline";
import type { TimelineQuery } from "./types";

const now = new Date("2026-11-20T12:00:00Z");
const fresh = { timeoutMs: 10_000, isRetry: false };
const nothing = "nothing" as const;
const keyOf = (instance: number) => eventOf(instance, "alert", { time: now.toISOString() }).instance_key;
const newest: TimelineQuery = { types: [], before: null, after: null, limit: 50 };

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0], rows: readonly EventRow[] = []) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 90 });
    if (rows.length > 0) await writeEvents(database, rows, fresh);
    return database;
  };
  const idsOf = async (database: Database, instance: number, query: Partial<TimelineQuery>) =>
    (await readTimeline(database, keyOf(instance), { ...newest, ...query })).events.map(({ id }) => id);

  describe("readTimeline", () => {
    it("has an empty page for an instance that sent nothing, whatever is asked for", async (context) => {
      const database = await ready(context, [eventOf(2, "alert", { time: "2026-11-19T10:00:00Z" })]);
      const empty = { events: [], older: null, newer: null, days: {} };
      for (const query of [{}, { types: ["alert"] }, { before: "2026-11-19" }, { after: "0001-01-01" }]) {
        expect(await readTimeline(database, keyOf(1), { ...newest, ...query })).toEqual(empty);
      }
    });

    it("gives an event as it is kept, in the engine's order", async (context) => {
      const row = eventOf(1, "engine_started", {
        time: "2026-11-19T10:00:00.123Z",
        received: "2026-11-19T10:00:01Z",
      });
      const database = await ready(context, [row, eventOf(2, "alert", { time: "2026-11-19T10:00:00.123Z" })]);
      const { events, ...rest } = await readTimeline(database, keyOf(1), newest);
      expect(rest).toEqual({ older: null, newer: null, days: { "2026-11-19": 1 } });
      expect(events).toEqual([
        {
          id: row.id,
          eventTime: "2026-11-19T10:00:00.123Z",
          receivedAt: "2026-11-19T10:00:01.000Z",
          type: "engine_started",
          data: row.data,
          leftOut: [],
        },
      ]);
      expect(JSON.stringify(events[0]?.data)).toBe(JSON.stringify(row.data));
    });

    it("jumps to a day or a time, and offers what is newer from there", async (context) => {
      const times = [
        "2026-11-17T23:59:59.999Z",
        "2026-11-18T00:00:00Z",
        "2026-11-18T23:59:59.999Z",
        "2026-11-19T00:00:00Z",
      ];
      const rows = times.map((time) => eventOf(1, "snapshot_created", { time }));
      const [first, second, third, fourth] = rows.map(({ id }) => id);
      const database = await ready(context, rows);
      for (const types of [[], ["snapshot_created"]]) {
        expect(await idsOf(database, 1, { types, before: "2026-11-18" })).toEqual([third, second, first]);
        expect(await idsOf(database, 1, { types, after: "2026-11-18" })).toEqual([fourth]);
        expect(await idsOf(database, 1, { types, before: "2026-11-18T01:00:00+01:00" })).toEqual([first]);
        expect(await idsOf(database, 1, { types, after: "2026-11-18T01:00:00+01:00" })).toEqual([
          fourth,
          third,
        ]);
        const before = await readTimeline(database, keyOf(1), { ...newest, types, before: "2026-11-01" });
        expect(before).toMatchObject({ events: [], older: null, days: {} });
        expect(await idsOf(database, 1, { types, after: before.newer, limit: 2 })).toEqual([second, first]);
        const after = await readTimeline(database, keyOf(1), { ...newest, types, after: "9999-12-31" });
        expect(after).toMatchObject({ events: [], newer: null, days: {} });
        expect(await idsOf(database, 1, { types, before: after.older, limit: 2 })).toEqual([fourth, third]);
      }
    });

    it("counts the whole of each day on the page, of the asked types", async (context) => {
      const at = (day: number, hour: number) => `2026-11-${day}T0${hour}:00:00Z`;
      const rows = [1, 2, 3].flatMap((hour) => [
        // Of no statistic, and to be seen all the same.
        {
          ...eventOf(1, "alert", { time: at(17, hour) }),
          counted_by: hour === 1 ? nothing : ("event_time" as const),
        },
        eventOf(1, "clone_reset", { time: at(18, hour) }),
        eventOf(1, "alert", { time: at(18, hour) }),
        eventOf(2, "alert", { time: at(18, hour) }),
      ]);
      const database = await ready(context, rows);
      const page = await readTimeline(database, keyOf(1), { ...newest, limit: 2 });
      expect(page.days).toEqual({ "2026-11-18": 6 });
      const alerts = await readTimeline(database, keyOf(1), { ...newest, types: ["alert"], limit: 4 });
      expect(alerts.days).toEqual({ "2026-11-18": 3, "2026-11-17": 3 });
      const resets = await readTimeline(database, keyOf(1), { ...newest, types: ["clone_reset"] });
      expect(resets.days).toEqual({ "2026-11-18": 3 });
    });

    it("shows an event of a type that is not in the catalogue any more", async (context) => {
      const row = { ...eventOf(1, "alert", { time: "2026-11-19T10:00:00Z" }), event_type: "engine_paused" };
      const database = await ready(context, [row]);
      const { events } = await readTimeline(database, keyOf(1), newest);
      expect(events).toMatchObject([{ type: "engine_paused", data: row.data }]);
    });

    it("goes past days whose events are gone by retention", async (context) => {
      const rows = ["2026-09-10", "2026-10-02", "2026-10-20", "2026-11-02"].map((day) =>
        eventOf(1, "alert", { time: `${day}T10:00:00Z` }),
      );
      const database = await ready(context, rows);
      await database.query("drop table event_2026_10");
      const query = { ...newest, types: ["alert"], limit: 1 };
      const first = await readTimeline(database, keyOf(1), query);
      const second = await readTimeline(database, keyOf(1), { ...query, before: first.older });
      expect([first, second].map(({ events }) => events[0]?.id)).toEqual([rows[3]?.id, rows[0]?.id]);
      expect(second.older).toBeNull();
      await database.query("drop table event_2026_09");
      const last = await readTimeline(database, keyOf(1), query);
      expect([last.events.length, last.older]).toEqual([1, null]);
    });

    it("gives nothing of an instance that is erased", async (context) => {
      const database = await ready(context, [eventOf(1, "alert", { time: "2026-11-19T10:00:00Z" })]);
      await database.query(
        "insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, gen_random_uuid(), now(), now())",
        [keyOf(1)],
      );
      expect(await idsOf(database, 1, {})).toEqual([]);
      expect(await idsOf(database, 1, { types: ["alert"] })).toEqual([]);
      expect(await idsOf(database, 1, { after: "2026-11-01" })).toEqual([]);
    });

    it("refuses a cursor that cannot be read", async (context) => {
      const database = await ready(context);
      await expect(readTimeline(database, keyOf(1), { ...newest, before: "x" })).rejects.toThrow(RangeError);
    });

    it("gives every event once and in order, in pages of any size, either way, with any types", async (context) => {
      const database = await ready(context);
      const names = ["alert", "clone_reset", "snapshot_created"];
      const someEvent = fc.record({
        instance: fc.integer({ min: 1, max: 2 }),
        name: fc.constantFrom(...names),
        counted_by: fc.constantFrom("event_time" as const, nothing),
        // Few moments, so that several events share one; they lie around the ends of days and months.
        time: fc.constantFrom(
          "2026-09-30T23:59:59.999Z",
          "2026-10-01T00:00:00.000Z",
          "2026-10-01T00:00:00.001Z",
          "2026-11-18T23:59:59.999Z",
          "2026-11-19T00:00:00.000Z",
          "2026-11-19T08:00:00.000Z",
        ),
      });
      const someTypes = fc.subarray(names);
      await fc.assert(
        fc.asyncProperty(
          fc.array(someEvent, { maxLength: 30 }),
          fc.integer({ min: 1, max: 7 }),
          someTypes,
          async (sent, limit, types) => {
            await database.query("truncate event, instance_day");
            const rows = sent.map(({ instance, name, time, counted_by }) => ({
              ...eventOf(instance, name, { time }),
              counted_by,
            }));
            await writeEvents(database, rows, fresh);
            const wanted = rows
              .filter((row) => row.instance_key === keyOf(1))
              .filter((row) => types.length === 0 || types.includes(row.event_type))
              .sort((one, other) =>
                `${one.event_time} ${one.id}` < `${other.event_time} ${other.id}` ? 1 : -1,
              )
              .map(({ id }) => id);
            const forwards: string[] = [];
            const backwards: string[] = [];
            let query: TimelineQuery = { types, limit, before: null, after: null };
            for (let isFirst = true; ; isFirst = false) {
              const page = await readTimeline(database, keyOf(1), query);
              expect(page.newer === null).toBe(isFirst);
              expect(page.events.length).toBeLessThanOrEqual(limit);
              forwards.push(...page.events.map(({ id }) => id));
              if (page.older === null) break;
              query = { ...query, before: page.older };
            }
            expect(forwards).toEqual(wanted);
            query = { types, limit, before: null, after: "2026-01-01" };
            for (let isFirst = true; ; isFirst = false) {
              const page = await readTimeline(database, keyOf(1), query);
              expect(page.older === null).toBe(isFirst);
              backwards.unshift(...page.events.map(({ id }) => id));
              if (page.newer === null) break;
              query = { ...query, after: page.newer };
            }
            expect(backwards).toEqual(wanted);
          },
        ),
        { numRuns: 40 },
      );
    });
  });
});
