import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../catalogue";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import { createPseudonyms } from "../../settings/pseudonyms";
import { runs } from "../../testing/effort";
import { type EventRow, keepEvent } from "../keepEvent";
import { rebuildRollUps } from "../rebuildRollUps";
import { noDifferences, recount } from "../testing/recount";
import { writeEvents } from "../testing/writeEvents";

const now = new Date("2026-11-23T12:00:00Z");
const pseudonyms = createPseudonyms("a pepper of thirty-two characters");
const fresh = { timeoutMs: 10_000, isRetry: false };

interface Sent {
  readonly instance?: number;
  readonly time?: string;
  readonly received?: Date;
  readonly id?: string;
  readonly data?: object;
  readonly isTrusted?: boolean;
}

function rowOf(name: string, sent: Sent = {}): EventRow {
  const type = catalogue.find(name);
  if (type === undefined) throw new Error(name);
  const event = {
    instanceId: `c${String(sent.instance ?? 1).padStart(19, "0")}`,
    type,
    data: type.data.parse({ ...type.example, ...sent.data }),
    eventTime: sent.time === undefined ? null : new Date(sent.time),
    eventId: sent.id ?? null,
    unknownPaths: [],
  };
  return keepEvent(event, pseudonyms, sent.received ?? now, sent.isTrusted);
}

const eventsIn = async (database: Database) =>
  (await database.query<{ n: number }>("select count(*)::integer as n from event"))[0]?.n;

onDatabase((open) => {
  const openReady = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 90 });
    return database;
  };

  describe("writeEvents", () => {
    it("stores an event with its roll-ups", async (context) => {
      const database = await openReady(context);
      const reset = rowOf("clone_reset", { data: { cloning_time: 1.5 } });
      expect(await writeEvents(database, [reset, rowOf("engine_started")], fresh)).toEqual(new Set());
      expect(
        await database.query("select event_type, events from visible_instance_day_event order by 1"),
      ).toEqual([
        { event_type: "clone_reset", events: 1 },
        { event_type: "engine_started", events: 1 },
      ]);
      expect(await database.query("select day::text, clones from visible_instance_day_clone_time")).toEqual([
        { day: "2026-11-23", clones: 1 },
      ]);
      expect(await recount(database)).toEqual(noDifferences);
    });

    it("counts strangers' events by our clock, and none older than anybody is believed", async (context) => {
      const database = await openReady(context);
      const isTrusted = false;
      const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
      const rows = [
        rowOf("engine_started", { instance: 1, isTrusted, time: hoursAgo(48) }),
        rowOf("clone_reset", { instance: 1, isTrusted }),
        rowOf("engine_started", { instance: 2, isTrusted, time: hoursAgo(49) }),
        rowOf("clone_reset", { instance: 2, isTrusted, time: hoursAgo(400), data: { cloning_time: 2 } }),
        rowOf("engine_started", { instance: 3, time: hoursAgo(400) }),
      ];
      expect(rows.map((row) => row.counted_by)).toEqual([
        "received_at",
        "received_at",
        "nothing",
        "nothing",
        "event_time",
      ]);
      await writeEvents(database, rows, fresh);
      const known = (hours: number) => new Date(hoursAgo(hours));
      const instances = await database.withErased
        .selectFrom("instance")
        .select(["first_seen", "last_seen", "known_since", "started_at"])
        .orderBy("first_seen")
        .orderBy("last_seen")
        .execute();
      expect(instances).toEqual([
        { first_seen: known(400), last_seen: known(400), known_since: known(400), started_at: known(400) },
        { first_seen: known(400), last_seen: known(49), known_since: null, started_at: known(49) },
        { first_seen: known(48), last_seen: now, known_since: now, started_at: known(48) },
      ]);
      const days = await database.withErased
        .selectFrom("instance_day")
        .select(["day", "known_at"])
        .orderBy("day")
        .execute();
      expect(days).toEqual([
        { day: "2026-11-06", known_at: known(400) },
        { day: "2026-11-21", known_at: now },
        { day: "2026-11-23", known_at: now },
      ]);
      expect(await database.query("select from visible_instance_day_clone_time")).toHaveLength(1);
      expect(await recount(database)).toEqual(noDifferences);
    });

    it("counts a repeated event once, in one batch, in a later one, and in a retry of everything", async (context) => {
      const database = await openReady(context);
      const keyed = rowOf("clone_reset", { time: "2026-11-20T10:00:00Z", id: "relay-7" });
      const plain = rowOf("snapshot_created");
      const again = { ...keyed };
      expect(await writeEvents(database, [keyed, again, plain], fresh)).toEqual(new Set([again]));
      const other = rowOf("snapshot_created");
      expect(await writeEvents(database, [other, keyed], fresh)).toEqual(new Set([keyed]));
      expect(await writeEvents(database, [keyed, plain, other], { ...fresh, isRetry: true })).toEqual(
        new Set([keyed, plain, other]),
      );
      expect(await eventsIn(database)).toBe(3);
      // An event_id names an event together with its time.
      const later = rowOf("clone_reset", { time: "2026-11-20T11:00:00Z", id: "relay-7" });
      expect(await writeEvents(database, [keyed, later], fresh)).toEqual(new Set([keyed]));
      expect(await eventsIn(database)).toBe(4);
      expect(await recount(database)).toEqual(noDifferences);
    });

    it("writes nothing when another process stored one of the events in between", async (context) => {
      const database = await openReady(context);
      const row = rowOf("snapshot_created");
      await writeEvents(database, [row], fresh);
      await expect(writeEvents(database, [rowOf("alert"), row], fresh)).rejects.toMatchObject({
        sqlState: "23505",
      });
      expect(await eventsIn(database)).toBe(1);
      expect(await recount(database)).toEqual(noDifferences);
    });

    it("takes a thousand instances that start at once", async (context) => {
      const database = await openReady(context);
      await writeEvents(
        database,
        Array.from({ length: 1000 }, (_, instance) => rowOf("engine_started", { instance })),
        fresh,
      );
      expect(await recount(database)).toEqual(noDifferences);
    });

    it("is the same in whatever order and batches events arrive, and equals a rebuild", async (context) => {
      const database = await openReady(context);
      const someTime = fc
        .date({ min: new Date("2026-09-01T00:00:00Z"), max: now, noInvalidDate: true })
        .map((date) => date.toISOString());
      const someEvent = fc.record({
        name: fc.constantFrom("engine_started", "clone_created", "clone_reset", "alert", "branch_created"),
        instance: fc.integer({ min: 1, max: 4 }),
        time: someTime,
        id: fc.constantFrom("a", "b", undefined),
        cloningTime: fc.constantFrom(0, 5e-7, 0.001, 0.3, 1.7, 86_400, 86_401),
        isTrusted: fc.boolean(),
        // Receipts in another order than commits: many processes write.
        received: fc.date({ min: new Date("2026-11-20T00:00:00Z"), max: now, noInvalidDate: true }),
      });
      const batches = fc.array(fc.array(someEvent, { minLength: 1, maxLength: 8 }), {
        minLength: 1,
        maxLength: 4,
      });
      await fc.assert(
        fc.asyncProperty(batches, async (sent) => {
          for (const batch of sent) {
            const rows = batch.map(({ name, cloningTime, id, ...rest }) =>
              rowOf(name, {
                ...rest,
                ...(id === undefined ? {} : { id }),
                data: name.startsWith("clone_") ? { cloning_time: cloningTime } : {},
              }),
            );
            await writeEvents(database, rows, fresh);
          }
          expect(await recount(database)).toEqual(noDifferences);
        }),
        { numRuns: runs.writtenOrders },
      );
      const report = await rebuildRollUps(database, { horizon: "2026-08-01", checkOnly: true });
      expect(report.differences).toEqual([]);
      expect(report.events).toBe(await eventsIn(database));
    });
  });

  describe("rebuildRollUps", () => {
    it("finds and mends roll-ups that do not say what the raw events say", async (context) => {
      const database = await openReady(context);
      const times = ["2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z"];
      for (const time of times) {
        await writeEvents(
          database,
          [rowOf("engine_started", { time }), rowOf("clone_reset", { time })],
          fresh,
        );
      }
      await database.query(`update instance_day set events = events || '{"clone_reset": 7}'`);
      await database.query("update instance_day set clone_times = null");
      await database.query("update instance_day set attributes = null, started_at = null, start_id = null");
      await database.query(
        "update instance set last_seen = first_seen, known_since = null, attributes = '{}'::jsonb",
      );
      const options = { horizon: "2026-10-01", checkOnly: true };
      const found = await rebuildRollUps(database, options);
      expect(found.differences.map((line) => line.split(" ")[0])).toEqual([
        "instance",
        "instance_day",
        "instance_day.events",
        "instance_day.clone_times",
      ]);
      expect(await recount(database)).not.toEqual(noDifferences);
      await rebuildRollUps(database, { ...options, checkOnly: false });
      expect(await recount(database)).toEqual(noDifferences);
      expect((await rebuildRollUps(database, options)).differences).toEqual([]);
    });

    it("goes on after the key where it was stopped, and says how far it is", async (context) => {
      const database = await openReady(context);
      await writeEvents(
        database,
        [1, 2, 3].map((instance) => rowOf("clone_reset", { instance })),
        fresh,
      );
      await database.query("update instance_day set clone_times = null");
      const options = { horizon: "2026-10-01", checkOnly: true };
      const all = (await rebuildRollUps(database, options)).differences;
      expect(all).toHaveLength(3);
      const [first = ""] = all.map((line) => line.split(" ").at(-1) ?? "");
      const progress: number[] = [];
      const rest = await rebuildRollUps(database, {
        ...options,
        after: first,
        onProgress: ({ share }) => progress.push(share),
      });
      expect(rest).toEqual({ instances: 2, events: 2, differences: all.slice(1) });
      expect(progress).toEqual([1]);
    });

    it("says since when an instance is known, also by events that are gone", async (context) => {
      const database = await openReady(context);
      const received = new Date("2026-10-01T06:00:00Z");
      const isTrusted = false;
      await writeEvents(
        database,
        [rowOf("alert", { time: "2026-09-30T10:00:00Z", received, isTrusted })],
        fresh,
      );
      await writeEvents(database, [rowOf("alert", { isTrusted })], fresh);
      await database.query("drop table event_2026_09");
      const options = { horizon: "2026-10-01", checkOnly: false };
      expect((await rebuildRollUps(database, options)).differences).toEqual([]);
      await database.query("update instance set known_since = null");
      expect((await rebuildRollUps(database, options)).differences).toHaveLength(1);
      expect(await database.query("select known_since from instance")).toEqual([{ known_since: now }]);
    });

    it("leaves days alone whose raw events are gone", async (context) => {
      const database = await openReady(context);
      await writeEvents(database, [rowOf("engine_started", { time: "2026-09-10T00:00:00Z" })], fresh);
      await writeEvents(database, [rowOf("alert", { time: "2026-11-10T00:00:00Z" })], fresh);
      await database.query("drop table event_2026_09");
      const report = await rebuildRollUps(database, { horizon: "2026-10-01", checkOnly: false });
      expect(report).toMatchObject({ instances: 1, events: 1, differences: [] });
      expect(await database.query("select count(*)::integer as n from instance_day")).toEqual([{ n: 2 }]);
      const [instance] = await database.query<{ started: boolean }>(
        "select started_at is not null as started from instance",
      );
      expect(instance?.started).toBe(true);
    });
  });
});
