import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import { rebuildRollUps } from "../../ingest/rebuildRollUps";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { takeTurn } from "../../jobs/lease";
import { statistics } from "../declared/statistics";
import { eventOf } from "../testing/fleet";
import { privately } from "../testing/publications";
import { checkCounts } from "./checkCounts";
import { keepStatistics } from "./keepStatistics";

const start = new Date("2026-11-20T12:00:00Z");
const fresh = { timeoutMs: 10_000, isRetry: false };

const readAll = (database: Database) =>
  database.query(
    `select statistic, interval, period_start::text as start, edition, class, instances, members, events, largest, details
     from statistic_point order by 1, 2, 3, 4, 5`,
  );

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: start, retentionDays: 90 });
    let now = start;
    const options = { statistics, ...privately, now: () => now };
    /** Counts, and gives how many periods were counted. */
    const count = async (declared = statistics) => {
      let counted = 0;
      const onProgress = () => {
        counted += 1;
      };
      await takeTurn(database, "statistics", (turn) =>
        keepStatistics(database, turn, { ...options, statistics: declared, onProgress }),
      );
      return counted;
    };
    const fileSystems = async (interval: string, day: string) => {
      const rows = await database.query<{ class: string; instances: number }>(
        `select class, instances from statistic_point
         where statistic = 'file-systems' and interval = $1 and period_start = $2::date order by class`,
        [interval, day],
      );
      return Object.fromEntries(rows.map((row) => [row.class, row.instances]));
    };
    return {
      database,
      options,
      count,
      fileSystems,
      at: (time: string) => {
        now = new Date(time);
      },
    };
  };

  describe("on a private installation", () => {
    it("each instance counts once in every closed day and week, with the latest it said", async (context) => {
      const { database, count, fileSystems, at } = await ready(context);
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
      await count();
      expect(await fileSystems("day", "2026-11-16")).toEqual({ lvm: 1 });
      expect(await fileSystems("day", "2026-11-17")).toEqual({ zfs: 1 });
      expect(await fileSystems("day", "2026-11-18")).toEqual({ zfs: 2 });
      expect(await fileSystems("day", "2026-11-19")).toEqual({});
      expect(await fileSystems("week", "2026-11-16")).toEqual({ zfs: 2 });
    });

    it("a period closes a quarter of an hour after its end", async (context) => {
      const { database, count, at } = await ready(context);
      await writeEvents(database, [eventOf(1, "engine_started", { time: "2026-11-19T10:00:00Z" })], fresh);
      at("2026-11-20T00:14:00Z");
      expect(await count()).toBe(0);
      at("2026-11-20T00:15:00Z");
      expect(await count()).toBe(1);
    });

    it("late events, erasures and undone ones are counted a moment later, and nothing is counted in vain", async (context) => {
      const { database, count, fileSystems, at } = await ready(context);
      for (const day of ["16", "17", "18"]) {
        await writeEvents(
          database,
          [eventOf(1, "engine_started", { time: `2026-11-${day}T10:00:00Z` })],
          fresh,
        );
      }
      at("2026-11-20T00:20:00Z");
      expect(await count()).toBe(4);
      expect(await count()).toBe(0);
      const late = { time: "2026-11-17T11:00:00Z", received: "2026-11-20T00:30:00Z" };
      await writeEvents(database, [eventOf(2, "engine_started", late)], fresh);
      expect(await count()).toBe(3);
      expect(await fileSystems("day", "2026-11-16")).toEqual({ zfs: 1 });
      expect(await fileSystems("day", "2026-11-17")).toEqual({ zfs: 2 });
      const key = eventOf(2, "engine_started", late).instance_key;
      await database.query(
        "insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, gen_random_uuid(), now(), now())",
        [key],
      );
      await count();
      expect(await fileSystems("day", "2026-11-17")).toEqual({ zfs: 1 });
      await database.query("delete from erasure");
      await count();
      expect(await fileSystems("day", "2026-11-17")).toEqual({ zfs: 2 });
    });

    it("a statistic that is declared later is counted in all periods", async (context) => {
      const { database, count, fileSystems, at } = await ready(context);
      await writeEvents(database, [eventOf(1, "engine_started", { time: "2026-11-16T10:00:00Z" })], fresh);
      at("2026-11-20T00:20:00Z");
      const others = statistics.filter(({ key }) => key !== "file-systems");
      const periods = await count(others);
      expect(await fileSystems("day", "2026-11-16")).toEqual({});
      expect(await count()).toBe(periods);
      expect(await fileSystems("day", "2026-11-16")).toEqual({ zfs: 1 });
    });

    it("a row that cannot be read is skipped and said to be, and all others count", async (context) => {
      const { database, count, fileSystems, at } = await ready(context);
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
      expect(await count()).toBe(1);
      expect(await fileSystems("day", "2026-11-18")).toEqual({ zfs: 2 });
      expect(await database.query("select skipped from statistic_period")).toEqual([{ skipped: 1 }]);
    });

    it("the same events give the same points, to the last digit, however often they are counted", async (context) => {
      const { database, options, count, at } = await ready(context);
      const rows = Array.from({ length: 240 }, (_, index) =>
        eventOf(index % 17, ["engine_started", "clone_reset", "alert", "engine_stopped"][index % 4] ?? "", {
          time: new Date(Date.parse("2026-10-20T01:00:00Z") + index * 7_111_000).toISOString(),
          data: index % 4 === 1 ? { cloning_time: 0.3 + (index % 13) / 7 } : {},
        }),
      );
      for (let from = 0; from < rows.length; from += 40)
        await writeEvents(database, rows.slice(from, from + 40), fresh);
      at("2026-11-20T12:00:00Z");
      await count();
      const before = await readAll(database);
      expect(before.length).toBeGreaterThan(500);
      await database.query("update instance_day set counted_values = null");
      await database.query(`update instance_day set events = events || '{"alert": 77}'`);
      await rebuildRollUps(database, { horizon: "2026-10-01", checkOnly: false });
      await database.query("update statistic_period set made_of = null");
      await count();
      expect(await readAll(database)).toEqual(before);
      expect((await checkCounts(database, options)).differences).toEqual([]);
      await database.query(
        "update statistic_point set events = events + 1 where interval = 'day' and period_start = '2026-11-01'",
      );
      expect((await checkCounts(database, options)).differences).toEqual(["day 2026-11-01"]);
    });
  });
});
