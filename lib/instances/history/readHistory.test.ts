import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { EventRow } from "../../ingest/keepEvent";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { eventOf } from "../../statistics/testing/fleet";
import { readHistory } from "./readHistory";

const fresh = { timeoutMs: 10_000, isRetry: false };
const now = new Date("2026-11-20T12:00:00Z");
const keyOf = (instance: number) => eventOf(instance, "alert", { time: now.toISOString() }).instance_key;
const quiet = {
  clonesCreated: 0,
  clonesReset: 0,
  clonesDestroyed: 0,
  snapshots: 0,
  starts: 0,
  alerts: 0,
  cloneTime: null,
  poolUse: null,
};

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0], rows: readonly EventRow[]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 800 });
    if (rows.length > 0) await writeEvents(database, rows, fresh);
    return database;
  };

  describe("readHistory", () => {
    it("is empty for an instance that sent nothing, and for one that is erased", async (context) => {
      const database = await ready(context, [eventOf(2, "alert", { time: "2026-11-19T10:00:00Z" })]);
      const empty = { interval: "day", periods: [], stops: [] };
      expect(await readHistory(database, keyOf(1), now)).toEqual(empty);
      await database.query(
        "insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, gen_random_uuid(), now(), now())",
        [keyOf(2)],
      );
      expect(await readHistory(database, keyOf(2), now)).toEqual(empty);
    });

    it("has one day for one event today", async (context) => {
      const database = await ready(context, [eventOf(1, "alert", { time: "2026-11-20T10:00:00Z" })]);
      expect(await readHistory(database, keyOf(1), now)).toEqual({
        interval: "day",
        periods: [{ start: "2026-11-20", end: "2026-11-21", ...quiet, alerts: 1 }],
        stops: [],
      });
    });

    it("adds days up, without gaps, of this instance only", async (context) => {
      const time = "2026-11-17T10:00:00Z";
      const pools = (used: number) => ({
        pools: { fs_type: "zfs", number: 1, total_size: 1000, total_used: used },
      });
      const database = await ready(context, [
        eventOf(1, "engine_started", { time, data: pools(100) }),
        eventOf(1, "engine_started", { time: "2026-11-17T11:00:00Z", data: pools(250) }),
        ...[1, 2, 3, 10].map((seconds) =>
          eventOf(1, "clone_reset", { time, data: { cloning_time: seconds } }),
        ),
        eventOf(1, "clone_created", { time, data: { cloning_time: 0 } }),
        eventOf(1, "clone_destroyed", { time }),
        eventOf(1, "snapshot_created", { time }),
        eventOf(1, "engine_stopped", { time, data: { uptime: 7200.5 } }),
        eventOf(1, "engine_stopped", { time: "2026-11-19T10:00:00Z", data: { uptime: 60 } }),
        eventOf(2, "clone_reset", { time, data: { cloning_time: 500 } }),
        eventOf(2, "engine_stopped", { time, data: { uptime: 5 } }),
      ]);
      const { interval, periods, stops } = await readHistory(database, keyOf(1), now);
      expect(interval).toBe("day");
      expect(periods.map(({ start }) => start)).toEqual([
        "2026-11-17",
        "2026-11-18",
        "2026-11-19",
        "2026-11-20",
      ]);
      expect(periods[0]).toEqual({
        start: "2026-11-17",
        end: "2026-11-18",
        clonesCreated: 1,
        clonesReset: 4,
        clonesDestroyed: 1,
        snapshots: 1,
        starts: 2,
        alerts: 0,
        cloneTime: { clones: 4, p50Seconds: expect.closeTo(2, 1), p95Seconds: expect.closeTo(10, 0) },
        poolUse: 0.25,
      });
      expect(periods[1]).toEqual({ start: "2026-11-18", end: "2026-11-19", ...quiet });
      expect(stops).toEqual([
        { at: "2026-11-19T10:00:00.000Z", uptimeSeconds: 60 },
        { at: "2026-11-17T10:00:00.000Z", uptimeSeconds: 7200.5 },
      ]);
    });

    it("knows no pool use with LVM, and none where the start cannot be read", async (context) => {
      const lvm = { pools: { fs_type: "lvm", number: 1, total_size: 0, total_used: 0 } };
      const database = await ready(context, [
        eventOf(1, "engine_started", { time: "2026-11-19T10:00:00Z", data: lvm }),
        eventOf(1, "engine_started", { time: "2026-11-20T10:00:00Z" }),
      ]);
      await database.query("update instance_day set attributes = '7'::jsonb where day = '2026-11-20'");
      const { periods } = await readHistory(database, keyOf(1), now);
      expect(periods.map(({ starts, poolUse }) => [starts, poolUse])).toEqual([
        [1, null],
        [1, null],
      ]);
    });

    it.for([
      ["2026-09-22", "day", 60, "2026-09-22"],
      ["2026-09-21", "week", 9, "2026-09-21"],
      ["2024-11-22", "week", 105, "2024-11-18"],
      ["2024-11-20", "month", 25, "2024-11-01"],
    ])("since %s it is by %s", async ([day, interval, count, first], context) => {
      const database = await ready(context, [
        eventOf(1, "alert", { time: `${day}T10:00:00Z` }),
        eventOf(1, "alert", { time: "2026-11-20T10:00:00Z" }),
      ]);
      const history = await readHistory(database, keyOf(1), now);
      expect([history.interval, history.periods.length, history.periods[0]?.start]).toEqual([
        interval,
        count,
        first,
      ]);
      expect([history.periods[0]?.alerts, history.periods.at(-1)?.alerts]).toEqual([1, 1]);
    });
  });
});
