import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { takeTurn } from "../../jobs/lease";
import { addDays } from "../../words/period";
import { editionStatistic } from "../declared/editions";
import { fileSystemStatistic } from "../declared/fileSystems";
import { readCorrections } from "../read/readCorrections";
import { eventOf } from "../testing/fleet";
import { publicly } from "../testing/publications";
import { countWeeks, holding, isSuspicious } from "./countWeeks";
import { readPoints } from "./readPoints";
import { releaseWeek } from "./releaseWeek";
import { RevisionRefused, revise } from "./revise";

const fresh = { timeoutMs: 10_000, isRetry: false };
const statistics = [fileSystemStatistic];
const monday = "2026-09-07";
const week = (number: number) => addDays(monday, 7 * number);

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: new Date("2026-11-20T12:00:00Z"), retentionDays: 120 });
    let now = new Date(`${monday}T12:00:00Z`);
    const options = { statistics, ...publicly(), publishMinInstances: 10, now: () => now };
    return {
      database,
      options,
      at: (time: string) => {
        now = new Date(time);
      },
      count: () => takeTurn(database, "statistics", (turn) => countWeeks(database, turn, options)),
      /** Starts of so many instances from a number on, on the Wednesday of a week. */
      start: (number: number, instances: number, from = 0, data: object = {}) =>
        writeEvents(
          database,
          Array.from({ length: instances }, (_, index) =>
            eventOf(from + index, "engine_started", { time: `${addDays(week(number), 2)}T10:00:00Z`, data }),
          ),
          fresh,
        ),
    };
  };

  const readPeriods = (database: Database) =>
    database.query<{ start: string; revision: number; newly: number; held: boolean }>(
      `select period_start::text as start, revision, newly_counted as newly, held_at is not null and released_at is null as held
       from statistic_period order by 1, 2`,
    );
  const readCounts = (database: Database) =>
    database.query<{ start: string; revision: number; class: string; instances: number }>(
      `select period_start::text as start, revision, class, instances from statistic_point order by 1, 2, 3`,
    );

  describe("where figures are published", () => {
    it("a week is counted 48 hours after its end", async (context) => {
      const { database, at, count, start } = await ready(context);
      await start(0, 3);
      at(`${addDays(week(1), 1)}T23:59:00Z`);
      await count();
      expect(await readPeriods(database)).toEqual([]);
      at(`${addDays(week(1), 2)}T00:00:00Z`);
      await count();
      expect(await readCounts(database)).toEqual([
        { start: week(0), revision: 0, class: "zfs", instances: 3 },
      ]);
    });

    it("stops between two pages of instances where another process leads, and stores nothing", async (context) => {
      const { database, options, at, start } = await ready(context);
      await start(0, 3);
      at(`${addDays(week(1), 3)}T00:00:00Z`);
      const answers = [true, false];
      const turn = { goOn: async () => answers.shift() ?? false, write: async () => true };
      await countWeeks(database, turn, options);
      expect(answers).toEqual([]);
      expect(await readPeriods(database)).toEqual([]);
    });

    it("what was counted is never counted again: not for a late event, an erasure or an edition", async (context) => {
      const { database, at, count, start } = await ready(context);
      await start(0, 12);
      at(`${addDays(week(1), 3)}T00:00:00Z`);
      await count();
      const before = await readCounts(database);
      await start(0, 5, 100);
      await database.query("update instance set edition = 'standard'");
      await database.query(
        `insert into erasure (instance_key, receipt_id, requested_at, purge_at)
         select instance_key, gen_random_uuid(), now(), now() from instance limit 6`,
      );
      await count();
      expect(await readCounts(database)).toEqual(before);
    });

    it("a statistic that is declared later begins with the next week", async (context) => {
      const { database, options, at, count, start } = await ready(context);
      await start(0, 3);
      at(`${week(2)}T00:00:00Z`);
      await count();
      const before = await readPeriods(database);
      await start(2, 3);
      at(`${week(4)}T00:00:00Z`);
      await takeTurn(database, "statistics", (turn) =>
        countWeeks(database, turn, { ...options, statistics: [...statistics, editionStatistic] }),
      );
      expect((await readPeriods(database)).slice(0, before.length)).toEqual(before);
      const points = await readPoints(database, editionStatistic.key, "week");
      expect([...points.keys()]).toEqual([`${week(2)} 0`]);
    });

    it("counting waits while a trusted sender's history comes in", async (context) => {
      const { database, at, count, start } = await ready(context);
      await start(0, 3);
      at(`${addDays(week(1), 3)}T00:00:00Z`);
      await database.prisma.sender.create({
        data: {
          id: "0190a000-0000-7000-8000-000000000001",
          name: "importer",
          tokenHash: "hash",
          hint: "abcd",
          issuedAt: new Date(),
          lastHistoryAt: new Date(`${addDays(week(1), 2)}T23:58:10Z`),
        },
      });
      await count();
      expect(await readPeriods(database)).toEqual([]);
      at(`${addDays(week(1), 3)}T00:00:10Z`);
      await count();
      expect(await readPeriods(database)).toHaveLength(1);
    });

    it("counting does not wait for an organization's relay, which could hold it up for ever", async (context) => {
      const { database, at, count, start } = await ready(context);
      await start(0, 3);
      at(`${addDays(week(1), 3)}T00:00:00Z`);
      const { id: organizationId } = await database.prisma.organization.create({
        data: { alias: "acme", name: "Acme", plan: "standard", createdAt: new Date() },
      });
      await database.prisma.sender.create({
        data: {
          id: "0190a000-0000-7000-8000-000000000001",
          name: "relay",
          organizationId,
          tokenHash: "hash",
          hint: "abcd",
          issuedAt: new Date(),
          lastHistoryAt: new Date(`${addDays(week(1), 2)}T23:59:59Z`),
        },
      });
      await count();
      expect(await readPeriods(database)).toHaveLength(1);
    });

    it("weeks from before these rules are counted once under them, as the first revision", async (context) => {
      const { database, at, count, start } = await ready(context);
      await start(0, 12);
      await start(1, 12);
      await database.prisma.statisticRevision.create({
        data: { revision: 1, revisedAt: new Date(`${addDays(week(1), 4)}T00:00:00Z`), reason: "New rules." },
      });
      at(`${addDays(week(2), 3)}T00:00:00Z`);
      await count();
      expect((await readPeriods(database)).map((one) => [one.start, one.revision])).toEqual([
        [week(0), 1],
        [week(1), 0],
      ]);
    });

    it("a week with unusually many new instances is held, with those after it, until the operator releases it", async (context) => {
      const { database, options, at, count, start } = await ready(context);
      for (let number = 0; number < holding.afterWeeks; number += 1) await start(number, 2 + number);
      await start(8, 60);
      await start(9, 60);
      at(`${addDays(week(10), 3)}T00:00:00Z`);
      await count();
      const periods = await readPeriods(database);
      expect(periods.filter(({ held }) => held).map((one) => one.start)).toEqual([week(8), week(9)]);
      expect(periods.at(-1)).toMatchObject({ newly: 51 });
      expect((await readCorrections(database)).held.map((one) => one.week)).toEqual([week(9), week(8)]);
      const input = { from: week(8), to: week(9), reason: "Past the review." };
      await start(8, 40, 500);
      await expect(revise(database, input, options)).rejects.toThrow(/No published week/);
      expect(await releaseWeek(database, addDays(week(8), 4), options.now())).toBe(true);
      expect(await releaseWeek(database, week(8), options.now())).toBe(false);
      expect((await readPeriods(database)).filter(({ held }) => held)).toHaveLength(1);
    });

    it("a revision is dated, has a reason, and leaves the figures before it", async (context) => {
      const { database, options, at, count, start } = await ready(context);
      await start(0, 12);
      await start(1, 12);
      at(`${addDays(week(2), 3)}T00:00:00Z`);
      await count();
      await start(0, 25, 100);
      const input = { from: week(0), to: week(1), reason: "A relay sent a week late." };
      expect(await revise(database, input, options)).toEqual({ revision: 1, weeks: [week(0)] });
      expect(await readCounts(database)).toEqual([
        { start: week(0), revision: 0, class: "zfs", instances: 12 },
        { start: week(0), revision: 1, class: "zfs", instances: 37 },
        { start: week(1), revision: 0, class: "zfs", instances: 12 },
      ]);
      expect((await readCorrections(database)).corrections).toEqual([
        {
          revision: 1,
          revisedAt: options.now().toISOString(),
          reason: "A relay sent a week late.",
          weeks: { first: week(0), last: week(0) },
        },
      ]);
    });

    it("a revision that would tell of few instances is refused, and so is one of nothing", async (context) => {
      const { database, options, at, count, start } = await ready(context);
      await start(0, 40);
      at(`${addDays(week(1), 3)}T00:00:00Z`);
      await count();
      const input = { from: week(0), to: week(0), reason: "Why not." };
      await expect(revise(database, input, options)).rejects.toThrow(/No published week/);
      await start(0, 19, 100);
      await expect(revise(database, input, options)).rejects.toThrow(/fewer than 20 instances/);
      // As many left as came: the number is the same, and they are others.
      await database.query(
        `insert into erasure (instance_key, receipt_id, requested_at, purge_at)
         select instance_key, gen_random_uuid(), now(), now() from instance limit 19`,
      );
      await expect(revise(database, input, options)).rejects.toThrow(RevisionRefused);
      await database.query("delete from erasure");
      await start(0, 1, 200);
      expect((await revise(database, input, options)).revision).toBe(1);
    });
  });
});

it("the first weeks are never suspicious, nor is a small number", () => {
  const quiet = Array.from({ length: 8 }, () => ({ newlyCounted: 1 }));
  expect(isSuspicious(500, quiet.slice(1))).toBe(false);
  expect(isSuspicious(20, quiet)).toBe(false);
  expect(isSuspicious(21, quiet)).toBe(true);
  expect(
    isSuspicious(
      30,
      Array.from({ length: 8 }, () => ({ newlyCounted: 10 })),
    ),
  ).toBe(false);
  expect(
    isSuspicious(
      31,
      Array.from({ length: 8 }, () => ({ newlyCounted: 10 })),
    ),
  ).toBe(true);
});
