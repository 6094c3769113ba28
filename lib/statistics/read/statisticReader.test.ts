import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { takeTurn } from "../../jobs/lease";
import { keepStatistics } from "../count/keepStatistics";
import { revise } from "../count/revise";
import { findStatistic, statistics } from "../declared/statistics";
import type { Publication } from "../publish/publication";
import { eventOf } from "../testing/fleet";
import { privately, publicly } from "../testing/publications";
import { defaultView } from "../view/view";
import { createStatisticReader } from "./statisticReader";

const fresh = { timeoutMs: 10_000, isRetry: false };
const today = "2026-11-20";
const now = () => new Date(`${today}T12:00:00Z`);

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0], publication: Publication = privately) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: now(), retentionDays: 90 });
    const reader = createStatisticReader(database, { statistics, publication, now });
    const count = () =>
      takeTurn(database, "statistics", (turn) =>
        keepStatistics(database, turn, { statistics, ...publication, now }),
      );
    const read = (key: string, view = {}) => {
      const statistic = findStatistic(key);
      if (statistic === undefined) throw new Error(key);
      return reader.read(key, { ...defaultView(statistic), ...view });
    };
    return { database, reader, read, count };
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

    it("publishes nothing of few instances, and says nothing else about them", async (context) => {
      const { database, count, read } = await ready(context, publicly());
      for (const instance of [1, 2, 3]) {
        await writeEvents(
          database,
          [eventOf(instance, "engine_started", { time: "2026-11-04T11:00:00Z" })],
          fresh,
        );
      }
      await count();
      for (const key of [
        "file-systems",
        "active-instances",
        "retrieval-jobs",
        "clone-times",
        "events-received",
      ]) {
        const reading = await read(key);
        expect(reading).toMatchObject({ state: "tooFew", classes: [], latest: null, editionsOffered: [] });
        expect(reading.periods.every(({ n, values }) => n === null && Object.keys(values).length === 0)).toBe(
          true,
        );
      }
      const { takeaway } = await read("file-systems");
      // As if it were nobody: of ten it speaks because fewer are not published.
      expect(takeaway).toBe(
        "From 21 November 2025 to 20 November 2026 no figure has 10 instances behind it, so none is published.",
      );
    });

    it("publishes closed weeks only, and months made of them", async (context) => {
      const { database, count, read } = await ready(context, publicly());
      const days = ["2026-10-14", "2026-10-21", "2026-11-04", "2026-11-11", today];
      for (const day of days) {
        const rows = Array.from({ length: 40 }, (_, instance) =>
          eventOf(instance, "engine_started", { time: `${day}T09:00:00Z` }),
        );
        await writeEvents(database, rows, fresh);
      }
      await count();
      const { periods } = await read("file-systems");
      expect(periods.map(({ start, n }) => [start, n !== null])).toEqual([
        ["2026-10-12", true],
        ["2026-10-19", true],
        // Nobody was there.
        ["2026-10-26", false],
        ["2026-11-02", true],
        ["2026-11-09", true],
      ]);
      expect(periods[0]?.isPartial).toBe(true);
      for (const { n } of periods) expect(Math.abs((n ?? 40) - 40)).toBeLessThanOrEqual(4);
      // The same members, the same figure.
      expect(new Set(periods.flatMap(({ n }) => n ?? [])).size).toBe(1);
      const months = await read("file-systems", { interval: "month" });
      expect(months.periods.map(({ start, n }) => [start, n])).toEqual([["2026-10-01", periods[0]?.n]]);
      const year = await read("file-systems", { interval: "year" });
      expect(year.periods).toEqual([]);
    });

    it("shows a week that is held as held, and the figures of each revision", async (context) => {
      const { database, count, read } = await ready(context, publicly());
      const rows = Array.from({ length: 40 }, (_, instance) =>
        eventOf(instance, "engine_started", { time: "2026-11-04T09:00:00Z" }),
      );
      await writeEvents(database, rows, fresh);
      await count();
      const before = (await read("file-systems")).periods[0];
      const more = Array.from({ length: 30 }, (_, instance) =>
        eventOf(100 + instance, "engine_started", { time: "2026-11-04T09:00:00Z" }),
      );
      await writeEvents(database, more, fresh);
      const input = { from: "2026-11-02", to: "2026-11-02", reason: "A test." };
      await revise(database, input, { statistics, ...publicly(), publishMinInstances: 10, now });
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      const after = (await read("file-systems")).periods[0];
      expect([before?.revision, after?.revision]).toEqual([0, 1]);
      expect((after?.n ?? 0) - (before?.n ?? 0)).toBeGreaterThan(20);
      expect((await read("file-systems", { revision: 0 })).periods[0]).toEqual(before);
      await database.query("update statistic_period set held_at = computed_at");
      await database.query("update statistic_period set released_at = held_at where revision = 0");
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      const held = (await read("file-systems")).periods[0];
      expect(held).toMatchObject({ n: null, values: {}, heldSince: now().toISOString() });
    });

    it("shows closed periods as they were counted and the open one as it is", async (context) => {
      const { database, reader, read, count } = await ready(context);
      await writeEvents(
        database,
        [
          eventOf(1, "engine_started", { time: "2026-11-12T11:00:00Z" }),
          eventOf(2, "engine_started", { time: `${today}T11:00:00Z` }),
        ],
        fresh,
      );
      await count();
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

    it("rejects a statistic that is not declared", async (context) => {
      const { reader } = await ready(context);
      const [statistic] = statistics;
      if (statistic === undefined) throw new Error("none declared");
      await expect(reader.read("horoscopes", defaultView(statistic))).rejects.toThrow(RangeError);
    });
  });
});
