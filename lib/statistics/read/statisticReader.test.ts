import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/writeEvents";
import { takeTurn } from "../../jobs/lease";
import { materialise } from "../count/materialise";
import { findStatistic, statistics } from "../declared/statistics";
import { eventOf } from "../testing/fleet";
import { defaultView } from "../view/view";
import { createStatisticReader } from "./statisticReader";

const fresh = { timeoutMs: 10_000, isRetry: false };
const today = "2026-11-20";
const now = () => new Date(`${today}T12:00:00Z`);

onDatabase((open) => {
  const ready = async (
    context: Parameters<typeof open>[0],
    settings: { publishMinInstances?: number } = {},
  ) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: now(), retentionDays: 90 });
    const { publishMinInstances = 1 } = settings;
    const reader = createStatisticReader(database, {
      statistics,
      publishMinInstances,
      countAfterDays: 1,
      isPrivate: publishMinInstances === 1,
      now,
    });
    const read = (key: string, view = {}) => {
      const statistic = findStatistic(key);
      if (statistic === undefined) throw new Error(key);
      return reader.read(key, { ...defaultView(statistic), ...view });
    };
    return { database, reader, read };
  };

  describe("createStatisticReader", () => {
    it("has a state for an empty database, in every statistic", async (context) => {
      const { read } = await ready(context);
      for (const { key } of statistics) {
        expect(await read(key)).toMatchObject({ state: "empty", latest: null, classes: [] });
      }
    });

    it("shows the very first event in every statistic that it feeds", async (context) => {
      const { database, read } = await ready(context);
      await writeEvents(database, [eventOf(1, "engine_started", { time: `${today}T11:00:00Z` })], fresh);
      const fed = [
        ["engine-versions", "4.1"],
        ["active-instances", "28"],
        ["editions", "community"],
        ["file-systems", "zfs"],
        ["restore-modes", "logical"],
        ["postgres-versions", "17"],
        ["refresh-schedules", "weekly"],
        ["pools", "2"],
        ["events-received", "engine_started"],
        ["alerts", "none"],
        ["branching", "unused"],
      ] as const;
      for (const [key, name] of fed) {
        const reading = await read(key);
        expect([key, reading.state, reading.latest?.isUnfinished]).toEqual([key, "ready", true]);
        expect([key, Object.keys(reading.latest?.values ?? {})]).toEqual([
          key,
          expect.arrayContaining([name]),
        ]);
      }
    });

    it("says how many instances a small installation lacks, and nothing else about them", async (context) => {
      const { database, read } = await ready(context, { publishMinInstances: 5 });
      for (const instance of [1, 2, 3]) {
        await writeEvents(
          database,
          [eventOf(instance, "engine_started", { time: `${today}T11:00:00Z` })],
          fresh,
        );
      }
      const reading = await read("file-systems");
      expect(reading).toMatchObject({ state: "tooFew", missingInstances: 2, classes: [], latest: null });
      expect(reading.takeaway).toBe("Too few instances to publish: 2 more are needed.");
      expect(reading.periods.every(({ n, values }) => n === null && Object.keys(values).length === 0)).toBe(
        true,
      );
      for (const key of ["active-instances", "retrieval-jobs", "clone-times"]) {
        expect(await read(key)).toMatchObject({ state: "tooFew", missingInstances: 2 });
      }
      const ofEdition = await read("file-systems", { edition: "community" });
      expect(ofEdition).toMatchObject({ missingInstances: null });
    });

    it("shows closed periods as they were materialised and the open one as it is", async (context) => {
      const { database, reader, read } = await ready(context);
      await writeEvents(
        database,
        [
          eventOf(1, "engine_started", { time: "2026-11-12T11:00:00Z" }),
          eventOf(2, "engine_started", { time: `${today}T11:00:00Z` }),
        ],
        fresh,
      );
      await takeTurn(database, "statistics", (turn) =>
        materialise(database, turn, { statistics, countAfterDays: 1, now }),
      );
      reader.refresh();
      const { periods, latest } = await read("file-systems");
      expect(periods.map(({ start, n, isUnfinished }) => [start, n, isUnfinished])).toEqual([
        ["2026-11-09", 1, false],
        ["2026-11-16", 1, true],
      ]);
      expect(latest?.start).toBe("2026-11-09");
      const daily = await read("file-systems", {
        interval: "day",
        range: "custom",
        from: "2026-11-12",
        to: "2026-11-13",
      });
      expect(daily.periods.map(({ n }) => n)).toEqual([1, 0]);
    });

    it("counts the instances of a class of a closed and of an open period, published or not", async (context) => {
      const { database, reader } = await ready(context, { publishMinInstances: 5 });
      const lvm = { pools: { fs_type: "lvm", number: 1, total_size: 0, total_used: 0 } };
      await writeEvents(
        database,
        [
          eventOf(1, "engine_started", { time: "2026-11-12T11:00:00Z", data: lvm }),
          eventOf(2, "engine_started", { time: "2026-11-12T11:00:00Z", data: lvm }),
          eventOf(3, "engine_started", { time: `${today}T11:00:00Z`, data: lvm }),
          eventOf(4, "engine_started", { time: `${today}T11:00:00Z` }),
        ],
        fresh,
      );
      await database.query("update instance set edition = 'standard' where instance_key = $1", [
        eventOf(2, "alert", { time: now().toISOString() }).instance_key,
      ]);
      await takeTurn(database, "statistics", (turn) =>
        materialise(database, turn, { statistics, countAfterDays: 1, now }),
      );
      const count = (week: string, name: string) => reader.countInstances("file-systems", "week", week, name);
      expect(await count("2026-11-09", "lvm")).toBe(2);
      expect(await count("2026-11-09", "zfs")).toBe(0);
      expect(await count("2026-11-16", "lvm")).toBe(1);
      expect(await count("2026-01-05", "lvm")).toBe(0);
      await expect(reader.countInstances("horoscopes", "week", "2026-11-09", "lvm")).rejects.toThrow(
        RangeError,
      );
    });

    it("rejects a statistic that is not declared", async (context) => {
      const { reader } = await ready(context);
      const [statistic] = statistics;
      if (statistic === undefined) throw new Error("none declared");
      await expect(reader.read("horoscopes", defaultView(statistic))).rejects.toThrow(RangeError);
    });
  });
});
