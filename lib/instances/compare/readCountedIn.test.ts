import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { EventRow } from "../../ingest/keepEvent";
import { writeEvents } from "../../ingest/writeEvents";
import { statistics } from "../../statistics/declared/statistics";
import { createStatisticReader } from "../../statistics/read/statisticReader";
import { eventOf } from "../../statistics/testing/fleet";
import { readCountedIn } from "./readCountedIn";

const fresh = { timeoutMs: 10_000, isRetry: false };
/** A Friday; the week began on the 16th. */
const now = () => new Date("2026-11-20T12:00:00Z");
const lvm = { pools: { fs_type: "lvm", number: 1, total_size: 0, total_used: 0 } };
const keyOf = (instance: number) => eventOf(instance, "alert", { time: now().toISOString() }).instance_key;

const started = (instance: number, data: object = {}, day = "2026-11-19") =>
  eventOf(instance, "engine_started", { time: `${day}T10:00:00Z`, data });

onDatabase((open) => {
  const ready = async (
    context: Parameters<typeof open>[0],
    rows: readonly EventRow[],
    { publishMinInstances = 5, countAfterDays = 1, isExample = false } = {},
  ) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: now(), retentionDays: 90 });
    if (rows.length > 0) await writeEvents(database, rows, fresh);
    const reader = createStatisticReader(database, {
      statistics,
      publishMinInstances,
      countAfterDays,
      isPrivate: false,
      now,
    });
    const asked: string[] = [];
    const read = async (instance: number) => {
      const counted = await readCountedIn(database, keyOf(instance), {
        statistics,
        publishMinInstances,
        countAfterDays,
        isExample,
        now,
        readStatistic: reader.read,
        readClassInstances(key, interval, start, name) {
          asked.push(`${key} ${name}`);
          return reader.countInstances(key, interval, start, name);
        },
      });
      expect(counted.map(({ statistic }) => statistic)).toEqual(statistics.map(({ key }) => key));
      return (key: string) => {
        const { classes, state, why } = counted.find(({ statistic }) => statistic === key) ?? {};
        return [classes, state, why?.replaceAll("\u00a0", " ")];
      };
    };
    return { database, read, asked };
  };

  describe("readCountedIn", () => {
    it("says in which classes an instance counts, and how many are still missing", async (context) => {
      const rows = [1, 2, 3, 4, 5, 6].map((instance) => started(instance));
      const { read, asked } = await ready(context, [...rows, ...[7, 8, 9].map((one) => started(one, lvm))]);
      const ofLvm = await read(7);
      expect(ofLvm("file-systems")).toEqual([["LVM"], "folded", "“LVM” has 3 of 5 instances."]);
      expect(ofLvm("pool-size")).toEqual([
        [],
        "cannot answer",
        "It is one of the instances that report no size, such as all with LVM.",
      ]);
      expect(ofLvm("engine-versions")).toEqual([
        ["4.1"],
        "published",
        "“4.1” is published, with 9 instances.",
      ]);
      expect(ofLvm("active-instances")).toEqual([
        ["28 days", "7 days"],
        "published",
        "All of them are published.",
      ]);
      expect(ofLvm("clone-times")).toEqual([
        [],
        "cannot answer",
        "It is one of the instances without a measured clone in the period.",
      ]);
      const ofZfs = await read(1);
      expect(ofZfs("file-systems")).toEqual([
        ["ZFS"],
        "folded",
        "“ZFS” is folded into “Other”, so that the small classes beside it cannot be told from the rest.",
      ]);
      expect(ofZfs("events-received")).toEqual([
        ["Engine started"],
        "published",
        "“Engine started” is published, with 9 events.",
      ]);
      expect(ofZfs("retrieval-jobs")[1]).toBe("published");
      expect(new Set(asked)).toContain("file-systems lvm");
      expect(asked).not.toContain("file-systems none");
    });

    it("says it of every class of an instance that is in several", async (context) => {
      const physical = {
        restore: { mode: "physical", refreshing: "", jobs: ["physicalRestore", "logicalDump"] },
      };
      const rows = [1, 2, 3, 4, 5].map((instance) => started(instance));
      const { read } = await ready(context, [...rows, started(6, physical)]);
      expect((await read(6))("retrieval-jobs")).toEqual([
        ["Logical dump", "Physical restore"],
        "folded",
        "“Physical restore” has 1 of 5 instances. The others are published.",
      ]);
    });

    it("says that an instance is not counted yet, and shows its classes all the same", async (context) => {
      const { read, asked } = await ready(
        context,
        [started(1, lvm), eventOf(2, "clone_created", { time: "2026-11-19T10:00:00Z" })],
        { countAfterDays: 2 },
      );
      expect((await read(1))("file-systems")).toEqual([["LVM"], "not counted", "Seen on 1 of 2 days."]);
      const unstarted = await read(2);
      for (const { key } of statistics) {
        expect(unstarted(key)).toEqual([[], "not counted", "It sent no engine_started yet."]);
      }
      expect((await read(3))("editions")).toEqual([[], "not counted", "It sent no engine_started yet."]);
      expect(asked).toEqual([]);
    });

    it("never counts the documentation's example", async (context) => {
      const { read, asked } = await ready(context, [], { isExample: true });
      expect((await read(1))("editions")).toEqual([
        [],
        "not counted",
        "The documentation's example is never counted.",
      ]);
      expect(asked).toEqual([]);
    });

    it("has nothing to count of an instance that has been silent", async (context) => {
      const { read } = await ready(context, [started(1, {}, "2026-11-10"), started(2, {}, "2026-10-01")], {
        publishMinInstances: 1,
      });
      const week = await read(1);
      expect(week("file-systems")).toEqual([[], "nothing to count", "It sent nothing in this week yet."]);
      expect(week("active-instances")[0]).toEqual(["28 days"]);
      expect((await read(2))("active-instances")).toEqual([
        [],
        "nothing to count",
        "It sent nothing in the last 28 days.",
      ]);
    });

    it("takes attributes that cannot be read for not readable", async (context) => {
      const { database, read } = await ready(context, [started(1)]);
      await database.query("update instance_day set attributes = '{\"pools\": 7}'::jsonb");
      expect((await read(1))("file-systems")).toEqual([
        [],
        "not counted",
        "Its latest engine_started cannot be read.",
      ]);
    });

    it("reads an engine 3.0, which reports no machine", async (context) => {
      const { read } = await ready(
        context,
        [started(1, { engine_version: "v3.0.0-20211220-1923", system: undefined, db_engine: undefined })],
        { publishMinInstances: 1 },
      );
      const of = await read(1);
      expect(of("engine-versions")).toEqual([["3.0"], "published", "“3.0” is published, with 1 instance."]);
      expect(of("memory")).toEqual([
        [],
        "cannot answer",
        "It is one of the engines before 3.4, which do not report it.",
      ]);
    });
  });
});
