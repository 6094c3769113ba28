import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { EventRow } from "../../ingest/keepEvent";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { statistics } from "../../statistics/declared/statistics";
import { createStatisticReader } from "../../statistics/read/statisticReader";
import { eventOf } from "../../statistics/testing/fleet";
import { privately } from "../../statistics/testing/publications";
import { compare } from "./compare";

const fresh = { timeoutMs: 10_000, isRetry: false };
const now = () => new Date("2026-11-20T12:00:00Z");
const time = "2026-11-19T10:00:00Z";
const keyOf = (instance: number) => eventOf(instance, "alert", { time }).instance_key;
const lvm = { pools: { fs_type: "lvm", number: 1, total_size: 0, total_used: 0 } };

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0], rows: readonly EventRow[]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: now(), retentionDays: 90 });
    if (rows.length > 0) await writeEvents(database, rows, fresh);
    const { read: readStatistic } = createStatisticReader(database, {
      statistics,
      publication: privately,
      now,
    });
    const read = async (instance: number) => {
      const comparisons = await compare(database, keyOf(instance), {
        publication: privately,
        readStatistic,
        now,
      });
      return comparisons.map(({ statistic, mine, others }) =>
        [statistic, mine, others].map((text) => text?.replaceAll("\u00a0", " ") ?? null),
      );
    };
    return { database, read };
  };

  describe("compare", () => {
    it("lays an instance beside what its statistics show", async (context) => {
      const rows = [1, 2, 3].flatMap((instance) => [
        eventOf(instance, "engine_started", { time }),
        eventOf(instance, "clone_reset", { time, data: { cloning_time: 2 } }),
      ]);
      const { read } = await ready(context, [
        ...rows,
        eventOf(4, "engine_started", { time, data: { ...lvm, system: undefined, db_version: "unknown" } }),
        eventOf(4, "clone_reset", { time, data: { cloning_time: 8 } }),
        eventOf(4, "clone_reset", { time: "2026-10-23T10:00:00Z", data: { cloning_time: 500 } }),
      ]);
      expect(await read(4)).toEqual([
        ["clone-times", "p50 8.0 s, p95 8.0 s (1 clone)", "p50 2.0 s, p95 8.0 s among 4 instances"],
        ["engine-versions", "4.1", "Engine 4.1 runs on 100% of 4 instances"],
        ["file-systems", "LVM", "LVM keeps the thin clones of 25% of 4 instances"],
        ["restore-modes", "Logical", "Retrieval is logical on 100% of 4 instances"],
        [
          "refresh-schedules",
          "Weekly, on Mondays at 00:00",
          "A full refresh is scheduled for every week on 100% of 4 instances",
        ],
        ["postgres-versions", "Not reported", "3 instances are counted"],
        ["memory", "Not reported", "3 instances are counted"],
        ["pool-size", "Not reported", "3 instances are counted"],
      ]);
    });

    it("has only the clone times of an instance whose start is missing or cannot be read", async (context) => {
      const { database, read } = await ready(context, [
        eventOf(1, "clone_reset", { time, data: { cloning_time: 2 } }),
        eventOf(2, "engine_started", { time }),
        eventOf(3, "engine_started", { time }),
      ]);
      await database.query("update instance_day set attributes = '[]'::jsonb where instance_key = $1", [
        keyOf(3),
      ]);
      expect(await read(1)).toEqual([["clone-times", "p50 2.0 s, p95 2.0 s (1 clone)", null]]);
      expect(await read(3)).toEqual([]);
      expect(await read(9)).toEqual([]);
      await database.query(
        "insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, gen_random_uuid(), now(), now())",
        [keyOf(1)],
      );
      expect(await read(1)).toEqual([]);
    });
  });
});
