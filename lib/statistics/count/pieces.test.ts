import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import { writeEvents } from "../../ingest/testing/writeEvents";
import type { Turn } from "../../jobs/job";
import { periodOf } from "../../words/period";
import { statistics } from "../declared/statistics";
import { eventOf } from "../testing/fleet";
import { privately } from "../testing/publications";
import { computePeriod } from "./computePeriod";
import { computeInPieces, helpCounting, storeCounted } from "./pieces";

const week = periodOf("week", "2026-11-04");
const instances = 60;
const rule = privately;
const counting = { statistics, rule };
const inSeven = () => 7;

const leading = (database: Database, goOn: Turn["goOn"] = async () => true): Turn => ({
  goOn,
  write: async (work) => {
    await database.transaction(work);
    return true;
  },
});

onDatabase((open) => {
  const filled = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: new Date("2026-11-20T12:00:00Z"), retentionDays: 60 });
    const rows = Array.from({ length: instances }, (_, index) => [
      eventOf(index, "engine_started", { time: "2026-11-03T10:00:00Z" }),
      ...Array.from({ length: index % 4 }, (_, minute) =>
        eventOf(index, "clone_reset", {
          time: `2026-11-0${3 + (index % 3)}T12:0${minute}:00Z`,
          data: { id: "x", cloning_time: 0.4 + index / 10, dsa_diff: 1 },
        }),
      ),
    ]).flat();
    await writeEvents(database, rows, { timeoutMs: 20_000, isRetry: false });
    return database;
  };

  describe("a period that is counted in pieces", () => {
    it("comes to what it comes to as a whole, however many processes help", async (context) => {
      const database = await filled(context);
      const whole = await computePeriod(database, week, statistics, rule);
      expect(whole.points.length).toBeGreaterThan(20);
      const leader = computeInPieces(database, week, statistics, rule, leading(database), inSeven);
      let helped = 0;
      const helper = async () => {
        for (let looks = 0; looks < 20; looks += 1) {
          helped += await helpCounting(database, counting);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      };
      const [counted] = await Promise.all([leader, helper(), helper()]);
      expect(counted).toEqual(whole);
      expect(await database.query("select from statistic_piece where counted is null")).toEqual([]);
      await database.transaction((session) =>
        storeCounted(session, whole, { revision: 0, computedAt: "2026-11-20T12:00:00.000Z" }),
      );
      expect(await database.query("select from statistic_piece")).toEqual([]);
      expect(helped).toBeLessThanOrEqual(7);
    });

    it("is gone on with where a leader died, and a helper in the middle of a piece", async (context) => {
      const database = await filled(context);
      let steps = 0;
      const dies = leading(database, async () => {
        steps += 1;
        return steps < 3;
      });
      expect(await computeInPieces(database, week, statistics, rule, dies, inSeven)).toBeNull();
      const state =
        "select count(*) filter (where counted is not null) as done, count(*) as n from statistic_piece";
      const [before] = await database.query<{ done: number; n: number }>(state);
      expect(before).toMatchObject({ n: 7 });
      expect(before?.done).toBeGreaterThan(0);
      expect(before?.done).toBeLessThan(7);
      // Taken by a process of which nothing was heard since.
      await database.query(
        `update statistic_piece set holder = gen_random_uuid(), expires_at = now() - interval '1 second' where counted is null`,
      );
      const asked = await database.query("select asked_at from statistic_piece");
      const counted = await computeInPieces(database, week, statistics, rule, leading(database), inSeven);
      expect(counted).toEqual(await computePeriod(database, week, statistics, rule));
      expect(await database.query("select asked_at from statistic_piece")).toEqual(asked);
    });

    it("is not helped with by a process that counts otherwise, and not made of what was counted long ago", async (context) => {
      const database = await filled(context);
      await computeInPieces(database, week, statistics, rule, leading(database), inSeven);
      await database.query("update statistic_piece set counted = null, holder = null, expires_at = null");
      expect(await helpCounting(database, { statistics: statistics.slice(1), rule })).toBe(0);
      expect(await helpCounting(database, { statistics, rule: { ...rule, countAfterDays: 99 } })).toBe(0);
      expect(await helpCounting(database, counting)).toBe(7);
      await database.query(
        `update statistic_piece set asked_at = now() - interval '1 hour', counted = '{"skipped": 99, "newlyCounted": 0, "points": []}'`,
      );
      expect(
        await computeInPieces(database, week, statistics, rule, leading(database), inSeven),
      ).toMatchObject({ skipped: 0 });
    });

    it("is one where there are few instances", async (context) => {
      const database = await filled(context);
      await computeInPieces(database, week, statistics, rule, leading(database));
      expect(await database.query("select from statistic_piece")).toEqual([]);
    });
  });
});
