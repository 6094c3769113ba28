import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import { rebuildRollUps } from "../../ingest/rebuildRollUps";
import { writeEvents } from "../../ingest/writeEvents";
import { takeTurn } from "../../jobs/lease";
import { statistics } from "../declared/statistics";
import { eventOf } from "../testing/fleet";
import { materialise } from "./materialise";
import { rebuildStatistics } from "./rebuildStatistics";

const start = new Date("2026-11-20T12:00:00Z");
const fresh = { timeoutMs: 10_000, isRetry: false };

const readAll = (database: Database) =>
  database.query<{ statistic: string; start: string; class: string; instances: number }>(
    `select statistic, interval, period_start::text as start, edition, class, instances, events, details
     from statistic_point order by 1, 2, 3, 4, 5`,
  );

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: start, retentionDays: 90 });
    let now = start;
    const lead = (options: { everything?: boolean; countAfterDays?: number; isLateWaiting?: boolean } = {}) =>
      takeTurn(database, "statistics", (turn) =>
        materialise(database, turn, { statistics, countAfterDays: 1, now: () => now, ...options }),
      );
    const zfs = async (interval: string, day: string) => {
      const rows = await database.query<{ class: string; instances: number }>(
        `select class, instances from statistic_point
         where statistic = 'file-systems' and interval = $1 and period_start = $2::date order by class`,
        [interval, day],
      );
      return Object.fromEntries(rows.map((row) => [row.class, row.instances]));
    };
    return {
      database,
      lead,
      zfs,
      at: (time: string) => {
        now = new Date(time);
      },
    };
  };

  describe("materialise", () => {
    it("counts each instance once in every closed period, with the latest it said", async (context) => {
      const { database, lead, zfs, at } = await ready(context);
      const lvm = { pools: { fs_type: "lvm", number: 1, total_size: 0, total_used: 0 } };
      await writeEvents(
        database,
        [
          eventOf(1, "engine_started", { time: "2026-11-16T10:00:00Z", data: lvm }),
          eventOf(1, "engine_started", { time: "2026-11-18T10:00:00Z" }),
          eventOf(2, "engine_started", { time: "2026-11-17T10:00:00Z" }),
          eventOf(2, "clone_reset", { time: "2026-11-18T11:00:00Z", data: { cloning_time: 2 } }),
          // Never started: not counted.
          eventOf(3, "snapshot_created", { time: "2026-11-17T10:00:00Z" }),
        ],
        fresh,
      );
      at("2026-11-23T00:20:00Z");
      await lead();
      expect(await zfs("day", "2026-11-16")).toEqual({ lvm: 1 });
      expect(await zfs("day", "2026-11-17")).toEqual({ zfs: 1 });
      expect(await zfs("day", "2026-11-18")).toEqual({ zfs: 2 });
      expect(await zfs("day", "2026-11-19")).toEqual({});
      expect(await zfs("week", "2026-11-16")).toEqual({ zfs: 2 });
      expect(await zfs("month", "2026-11-01")).toEqual({});
    });

    it("closes a period a quarter of an hour after its end", async (context) => {
      const { database, lead, at } = await ready(context);
      await writeEvents(database, [eventOf(1, "engine_started", { time: "2026-11-19T10:00:00Z" })], fresh);
      at("2026-11-20T00:14:00Z");
      expect((await lead()).computed).toBe(0);
      at("2026-11-20T00:15:00Z");
      expect((await lead()).computed).toBe(1);
    });

    it("counts an instance from the day on which it has been seen often enough", async (context) => {
      const { database, lead, zfs, at } = await ready(context);
      await writeEvents(
        database,
        [
          eventOf(1, "engine_started", { time: "2026-11-16T10:00:00Z" }),
          eventOf(1, "snapshot_created", { time: "2026-11-18T10:00:00Z" }),
        ],
        fresh,
      );
      at("2026-11-20T00:20:00Z");
      await lead({ countAfterDays: 2 });
      expect(await zfs("day", "2026-11-16")).toEqual({});
      expect(await zfs("day", "2026-11-18")).toEqual({ zfs: 1 });
    });

    it("computes again what late events touch, and nothing else", async (context) => {
      const { database, lead, zfs, at } = await ready(context);
      for (const day of ["16", "17", "18"]) {
        await writeEvents(
          database,
          [eventOf(1, "engine_started", { time: `2026-11-${day}T10:00:00Z` })],
          fresh,
        );
      }
      at("2026-11-20T00:20:00Z");
      await lead();
      expect((await lead()).computed).toBe(0);
      const late = { time: "2026-11-17T11:00:00Z", received: "2026-11-20T00:30:00Z" };
      await writeEvents(database, [eventOf(1, "snapshot_created", late)], fresh);
      await writeEvents(database, [eventOf(2, "engine_started", late)], fresh);
      const report = await lead();
      expect(report).toMatchObject({ computed: 3, errors: [] });
      expect(await zfs("day", "2026-11-16")).toEqual({ zfs: 1 });
      expect(await zfs("day", "2026-11-17")).toEqual({ zfs: 2 });
      expect(await database.query("select from instance_day_late")).toEqual([]);
    });

    it("waits while a history is being sent, and later only with what late events touch", async (context) => {
      const { database, lead, at } = await ready(context);
      const late = { time: "2026-11-17T11:00:00Z", received: "2026-11-20T00:30:00Z" };
      await writeEvents(database, [eventOf(1, "engine_started", late)], fresh);
      at("2026-11-20T00:31:00Z");
      expect((await lead({ isLateWaiting: true })).computed).toBe(0);
      expect((await lead()).computed).toBe(3);
      await writeEvents(
        database,
        [eventOf(1, "snapshot_created", { ...late, time: "2026-11-18T11:00:00Z" })],
        fresh,
      );
      expect((await lead({ isLateWaiting: true })).computed).toBe(0);
      at("2026-11-21T00:31:00Z");
      expect((await lead({ isLateWaiting: true })).computed).toBe(1);
      expect(await database.query("select from instance_day_late")).toHaveLength(1);
    });

    it("skips a row that cannot be read, says so, and counts all others", async (context) => {
      const { database, lead, zfs, at } = await ready(context);
      for (const instance of [1, 2, 3]) {
        await writeEvents(
          database,
          [eventOf(instance, "engine_started", { time: "2026-11-18T10:00:00Z" })],
          fresh,
        );
      }
      await database.query(
        `update instance_day set attributes = '{"pools": 7}' where instance_key = (select min(instance_key::text)::uuid from instance)`,
      );
      at("2026-11-19T01:00:00Z");
      expect(await lead()).toMatchObject({ computed: 1, errors: [] });
      expect(await zfs("day", "2026-11-18")).toEqual({ zfs: 2 });
      expect(await database.query("select skipped from statistic_period")).toEqual([{ skipped: 1 }]);
    });

    it("gives the same points, to the last digit, when everything is computed again from the raw events", async (context) => {
      const { database, lead, at } = await ready(context);
      const rows = Array.from({ length: 240 }, (_, index) =>
        eventOf(index % 17, ["engine_started", "clone_reset", "alert", "engine_stopped"][index % 4] ?? "", {
          time: new Date(Date.parse("2026-10-20T01:00:00Z") + index * 7_111_000).toISOString(),
          data: index % 4 === 1 ? { cloning_time: 0.3 + (index % 13) / 7 } : {},
        }),
      );
      for (let from = 0; from < rows.length; from += 40)
        await writeEvents(database, rows.slice(from, from + 40), fresh);
      at("2026-11-20T12:00:00Z");
      await lead();
      const before = await readAll(database);
      expect(before.length).toBeGreaterThan(500);
      await database.query("delete from instance_day_value");
      await database.query("update instance_day_event set events = events + 1");
      await rebuildRollUps(database, { horizon: "2026-10-01", checkOnly: false });
      await lead({ everything: true });
      expect(await readAll(database)).toEqual(before);
      await database.query(
        "update statistic_point set instances = instances + 1 where interval = 'day' and period_start = '2026-11-01'",
      );
      const options = { statistics, countAfterDays: 1, now: () => new Date("2026-11-20T12:00:00Z") };
      const rebuild = () =>
        takeTurn(database, "statistics", (turn) => rebuildStatistics(database, turn, options));
      expect((await rebuild()).differences).toEqual(["day 2026-11-01"]);
      expect((await rebuild()).differences).toEqual([]);
      expect(await readAll(database)).toEqual(before);
    });
  });
});
