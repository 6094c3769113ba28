import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { EventRow } from "../../ingest/keepEvent";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { takeTurn } from "../../jobs/lease";
import { keepStatistics } from "../../statistics/count/keepStatistics";
import { statistics } from "../../statistics/declared/statistics";
import { createStatisticReader } from "../../statistics/read/statisticReader";
import { eventOf } from "../../statistics/testing/fleet";
import { privately, publicly } from "../../statistics/testing/publications";
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
    { publication = privately, isExample = false } = {},
  ) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: now(), retentionDays: 90 });
    if (rows.length > 0) await writeEvents(database, rows, fresh);
    await takeTurn(database, "statistics", (turn) =>
      keepStatistics(database, turn, { statistics, ...publication, now }),
    );
    const reader = createStatisticReader(database, { statistics, publication, now });
    const read = async (instance: number) => {
      const counted = await readCountedIn(database, keyOf(instance), {
        statistics,
        publication,
        isExample,
        now,
        readStatistic: reader.read,
      });
      expect(counted.map(({ statistic }) => statistic)).toEqual(statistics.map(({ key }) => key));
      return (key: string) => {
        const { classes, state, why } = counted.find(({ statistic }) => statistic === key) ?? {};
        return [classes, state, why?.replaceAll("\u00a0", " ")];
      };
    };
    return { database, read };
  };

  describe("readCountedIn", () => {
    it("says in which classes an instance counts, and how many are published with it", async (context) => {
      const zfs = Array.from({ length: 30 }, (_, instance) => started(instance, {}, "2026-11-11"));
      const few = [30, 31, 32].flatMap((instance) => [
        started(instance, lvm, "2026-11-11"),
        started(instance, lvm),
      ]);
      const { read } = await ready(context, [...zfs, ...few, started(1)], { publication: publicly() });
      const ofLvm = await read(30);
      const when = "in the week of 9 November 2026.";
      expect(ofLvm("file-systems")).toEqual([
        ["LVM"],
        "withheld",
        "“LVM”: fewer than 10 instances, so not published.",
      ]);
      expect(ofLvm("pool-size")).toEqual([
        [],
        "cannot answer",
        "It is one of the instances that report no size, such as all with LVM.",
      ]);
      expect(ofLvm("engine-versions")[1]).toBe("published");
      expect(ofLvm("engine-versions")[2]).toMatch(
        /^“4\.1” is published, with \d\d( of \d\d)? instances in the week of 9/,
      );
      expect(ofLvm("active-instances")).toEqual([
        ["28 days", "7 days"],
        "published",
        `All of them are published ${when}`,
      ]);
      expect(ofLvm("clone-times")).toEqual([
        [],
        "cannot answer",
        "It is one of the instances without a measured clone in the period.",
      ]);
      expect((await read(1))("file-systems")[1]).toBe("published");
    });

    it("never says how many instances a class has that is not published", async (context) => {
      const physical = {
        restore: { mode: "physical", refreshing: "", jobs: ["physicalRestore", "logicalDump"] },
      };
      const rows = Array.from({ length: 30 }, (_, instance) => started(instance, {}, "2026-11-11"));
      const publication = publicly();
      const withOne = await ready(context, [...rows, started(40, physical)], { publication });
      const said = (await withOne.read(40))("retrieval-jobs");
      expect(said).toEqual([
        ["Logical dump", "Physical restore"],
        "withheld",
        "“Physical restore”: fewer than 10 instances, so not published. The others are published.",
      ]);
    });

    it("says that an instance is not counted yet, and shows its classes all the same", async (context) => {
      const { read } = await ready(
        context,
        [started(1, lvm), eventOf(2, "clone_created", { time: "2026-11-19T10:00:00Z" })],
        { publication: { ...privately, countAfterDays: 7 } },
      );
      expect((await read(1))("file-systems")).toEqual([
        ["LVM"],
        "not counted",
        "It must be seen twice, 7 days or more apart: once from 26 November 2026, 10:00 UTC on.",
      ]);
      const unstarted = await read(2);
      for (const { key } of statistics) {
        expect(unstarted(key)).toEqual([[], "not counted", "It sent no engine_started yet."]);
      }
      expect((await read(3))("editions")).toEqual([[], "not counted", "It sent no engine_started yet."]);
    });

    it("never counts the documentation's example", async (context) => {
      const { read } = await ready(context, [], { isExample: true });
      expect((await read(1))("editions")).toEqual([
        [],
        "not counted",
        "The documentation's example is never counted.",
      ]);
    });

    it("has nothing to count of an instance that has been silent", async (context) => {
      const { read } = await ready(context, [started(1, {}, "2026-11-10"), started(2, {}, "2026-10-01")]);
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
      const { read } = await ready(context, [
        started(1, { engine_version: "v3.0.0-20211220-1923", system: undefined, db_engine: undefined }),
      ]);
      const of = await read(1);
      expect(of("engine-versions")).toEqual([
        ["3.0"],
        "published",
        "“3.0” is published, with 1 instance in the week of 16 November 2026.",
      ]);
      expect(of("memory")).toEqual([
        [],
        "cannot answer",
        "It is one of the engines before 3.4, which do not report it.",
      ]);
    });
  });
});
