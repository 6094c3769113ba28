import { expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { statistics } from "../declared/statistics";
import { eventOf } from "../testing/fleet";
import { privately } from "../testing/publications";
import { computeLive } from "./livePeriods";

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    let now = new Date("2026-11-20T12:00:00Z");
    await ensurePartitions(database, { now, retentionDays: 60 });
    const see = (instance: number) =>
      writeEvents(database, [eventOf(instance, "engine_started", { time: "2026-11-20T10:00:00Z" })], {
        timeoutMs: 10_000,
        isRetry: false,
      });
    const look = (looking = {}, keptFromMs = 0) =>
      computeLive(database, { statistics, ...privately, now: () => now }, looking, keptFromMs);
    return {
      database,
      see,
      look,
      pass: (seconds: number) => {
        now = new Date(now.getTime() + seconds * 1_000);
      },
      /** As if counting took so long. */
      takes: (ms: number) =>
        database.query("update statistic_live set took_ms = $1, computed_at = '2026-11-20T12:00:00Z'", [ms]),
    };
  };

  it("keeps nothing where counting is quick: what was sent is there at once", async (context) => {
    const { database, see, look } = await ready(context);
    await see(1);
    const first = await look({}, Number.POSITIVE_INFINITY);
    await see(2);
    expect(await look({}, Number.POSITIVE_INFINITY)).not.toEqual(first);
    expect(await database.query("select from statistic_live")).toEqual([]);
  });

  it("takes what was counted last where counting is long: for all processes, and at once after a start", async (context) => {
    const { see, look, pass, takes } = await ready(context);
    await see(1);
    const first = await look();
    await takes(10_000);
    await see(2);
    // Another process has just counted it.
    pass(100);
    expect((await look()).periods).toEqual(first.periods);
    // Long ago, and who starts has it at once.
    pass(200);
    expect((await look({ isFirst: true })).periods).toEqual(first.periods);
    const counted = await look();
    expect(counted.periods).not.toEqual(first.periods);
    // Who erased something does not wait.
    await see(3);
    expect((await look({ isForced: true })).periods).not.toEqual(counted.periods);
    // What is over is not shown as open.
    await takes(1_000_000);
    pass(86_400);
    expect((await look({ isFirst: true })).periods.map(({ period }) => period.start)).toContain("2026-11-21");
  });
});
