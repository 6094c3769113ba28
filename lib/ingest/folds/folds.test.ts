import fc from "fast-check";
import { expect, it, onTestFinished, type TestContext } from "vitest";
import { exampleInstanceIds } from "../../catalogue";
import { dropExpiredPartitions, ensurePartitions } from "../../database/partitions";
import { forEachDatabase } from "../../database/testing/databases";
import { watched } from "../../database/testing/watched";
import { type Database, DatabaseUnavailable } from "../../database/types";
import { eraseInstance } from "../../instances/erasure/eraseInstance";
import { purgeErased } from "../../instances/erasure/purgeErased";
import { takeTurn } from "../../jobs/lease";
import { countWeeks } from "../../statistics/count/countWeeks";
import { statistics } from "../../statistics/declared/statistics";
import { eventOf, testPseudonyms } from "../../statistics/testing/fleet";
import { publicly } from "../../statistics/testing/publications";
import { runs } from "../../testing/effort";
import type { EventRow } from "../keepEvent";
import { rebuildRollUps } from "../rebuildRollUps";
import { noDifferences, recount } from "../testing/recount";
import { Folds } from "./folds";

const now = new Date("2026-11-25T12:00:00Z");
const week = new Date("2026-12-02T12:00:00Z");
const fresh = { timeoutMs: 10_000, isRetry: false };
const keyOf = (instance: number) => testPseudonyms.instanceKey(`c${String(instance).padStart(19, "0")}`);
const event = (instance: number, name = "clone_reset") =>
  eventOf(instance, name, {
    time: "2026-11-24T09:00:00Z",
    data: name === "clone_reset" ? { cloning_time: 2 } : {},
  });
const events = (...instances: number[]) => instances.map((instance) => event(instance));
const openFolds = async (database: Database) => (await database.query("select from fold")).length;
const counted = async (database: Database) =>
  (
    await database.query<{ n: number }>(
      "select coalesce(sum(value::integer), 0)::integer as n from instance_day, jsonb_each_text(events)",
    )
  )[0]?.n;

/** A process that writes and counts, until it is told to stop at a statement that counts. */
function startOn(database: Database, { partRows = 1_000 } = {}) {
  let partsLeft = Number.POSITIVE_INFINITY;
  let isLost = false;
  const errors: unknown[] = [];
  const folds = new Folds({
    database: watched(database, async (run, { name }) => {
      if (name === "add_to_roll_ups") {
        if (partsLeft <= 0) throw new DatabaseUnavailable("gone");
        partsLeft -= 1;
        return run();
      }
      const rows = await run();
      if (isLost && (name === "open_fold" || name === "join_fold")) throw new DatabaseUnavailable("lost");
      return rows;
    }),
    partRows,
    exampleKeys: new Set(exampleInstanceIds.map(testPseudonyms.lookUpKey)),
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => folds.close());
  return {
    folds,
    errors,
    write: (...rows: EventRow[]) => folds.write(rows, fresh),
    /** From now on it counts so many parts, and then none. */
    counts: (parts: number) => {
      partsLeft = parts;
    },
    /** From now on what it writes is written, and it is not told so. */
    loseAnswers: (lose = true) => {
      isLost = lose;
    },
  };
}

forEachDatabase((open, kind) => {
  const openReady = async (context: TestContext) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 60 });
    return database;
  };

  it("an event is stored when it is answered, and counted a moment later without being asked", async (context) => {
    const database = await openReady(context);
    const { write } = startOn(database);
    await write(...events(1, 2, 1));
    expect(await database.query("select from event")).toHaveLength(3);
    expect(await recount(database)).toEqual(noDifferences);
    expect(await counted(database)).toBe(3);
    expect(await openFolds(database)).toBe(0);
  });

  it("what a process did not count, another one counts: all, or what is left after some parts", async (context) => {
    const database = await openReady(context);
    for (const parts of [0, 1, 2, 3, 4]) {
      const dying = startOn(database, { partRows: 1 });
      dying.counts(parts);
      await dying.write(...events(1, 2, 3, 4));
      await dying.folds.settle();
      expect(await openFolds(database)).toBe(1);
      const next = startOn(database);
      await next.folds.adopt(true);
      expect(await openFolds(database)).toBe(0);
      expect(await recount(database)).toEqual(noDifferences);
    }
    expect(await counted(database)).toBe(20);
  });

  it("two processes that adopt the same folds at the same time count them once", async (context) => {
    const database = await openReady(context);
    const dying = startOn(database);
    dying.counts(0);
    for (let fold = 0; fold < 5; fold += 1) {
      await dying.write(...events(1, 2, fold));
      await dying.folds.settle();
    }
    await Promise.all([1, 2, 3].map(() => startOn(database, { partRows: 1 }).folds.adopt(true)));
    expect(await counted(database)).toBe(15);
    expect(await recount(database)).toEqual(noDifferences);
  });

  it("a process that was taken for dead goes on, and nothing counts twice", async (context) => {
    const database = await openReady(context);
    const slow = startOn(database);
    slow.counts(0);
    await slow.write(...events(1, 2));
    await startOn(database).folds.adopt(true);
    await slow.write(...events(1, 3));
    slow.counts(Number.POSITIVE_INFINITY);
    await slow.folds.settle();
    expect(await counted(database)).toBe(4);
    expect(await recount(database)).toEqual(noDifferences);
    expect(slow.errors).toEqual([]);
  });

  it("what was written although the answer got lost is counted", async (context) => {
    const database = await openReady(context);
    const process = startOn(database);
    await process.write(...events(1));
    process.loseAnswers();
    await expect(process.write(...events(1, 2))).rejects.toThrow("lost");
    await process.folds.settle();
    await expect(process.write(...events(3))).rejects.toThrow("lost");
    await process.folds.settle();
    // Of the last one the process does not even know the fold.
    await startOn(database).folds.adopt(true);
    expect(await counted(database)).toBe(4);
    expect(await recount(database)).toEqual(noDifferences);
  });

  it("counted from its events, an instance is what it was: an example, of its organization's edition", async (context) => {
    const database = await openReady(context);
    const { id } = await database.prisma.organization.create({
      data: { alias: "acme", name: "Acme", plan: "enterprise", createdAt: now },
    });
    await database.prisma.organizationInstance.create({
      data: {
        instanceKey: keyOf(1),
        organizationId: id,
        number: 1n,
        instanceId: `c${"1".padStart(19, "0")}`,
        linkedAt: now,
      },
    });
    const example = testPseudonyms.instanceKey(exampleInstanceIds[0] ?? "");
    const dying = startOn(database);
    dying.counts(0);
    await dying.write(...events(1, 2), { ...event(3), instance_key: example });
    await dying.folds.settle();
    await startOn(database).folds.adopt(true);
    const rows = await database.withErased
      .selectFrom("instance")
      .select(["instance_key", "edition", "example"])
      .execute();
    expect(new Map(rows.map((row) => [row.instance_key, [row.edition, row.example]]))).toEqual(
      new Map<string, unknown>([
        [keyOf(1), ["enterprise", false]],
        [keyOf(2), ["community", false]],
        [example, ["community", true]],
      ]),
    );
  });

  it.for([0, 1, 2])(
    "a purge leaves nothing of an instance that is still to be counted, after %i parts",
    async (parts, context) => {
      const database = await openReady(context);
      const process = startOn(database, { partRows: 1 });
      await process.write(...events(1, 2, 3));
      await process.folds.settle();
      await eraseInstance({ database, now }, { key: keyOf(2), refuseEvents: false });
      process.counts(parts);
      await process.write(...events(1, 2, 3));
      await process.folds.settle();
      expect(await openFolds(database)).toBe(1);
      expect(await purgeErased(database, { now: week })).toBe(1);
      expect(await openFolds(database)).toBe(1);
      process.counts(Number.POSITIVE_INFINITY);
      await process.folds.settle();
      expect(await openFolds(database)).toBe(0);
      expect(await recount(database)).toEqual(noDifferences);
      for (const table of ["instance", "event", "instance_day"])
        expect(
          await database.query(`select from ${table} where instance_key = $1::uuid`, [keyOf(2)]),
        ).toEqual([]);
      expect(await counted(database)).toBe(4);
    },
  );

  it("events that come after a purge begin a new record, in the same fold too", async (context) => {
    const database = await openReady(context);
    const process = startOn(database);
    await process.write(...events(1));
    await process.folds.settle();
    await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: false });
    process.counts(0);
    await process.write(...events(1, 2));
    expect(await purgeErased(database, { now: week })).toBe(1);
    await process.write(...events(1));
    process.counts(Number.POSITIVE_INFINITY);
    await process.folds.settle();
    expect(await counted(database)).toBe(2);
    expect(await recount(database)).toEqual(noDifferences);
  });

  it.for([0, 1, 2])(
    "a rebuild leaves what is still to be counted to its fold, after %i parts",
    async (parts, context) => {
      const database = await openReady(context);
      const process = startOn(database, { partRows: 1 });
      await process.write(...events(1, 2));
      await process.folds.settle();
      process.counts(parts);
      await process.write(...events(1, 2, 3));
      await process.folds.settle();
      const options = { horizon: "2026-10-01", checkOnly: true };
      expect((await rebuildRollUps(database, options)).differences).toEqual([]);
      await database.query("update instance_day set events = '{\"clone_reset\": 7}'");
      expect((await rebuildRollUps(database, options)).differences).not.toEqual([]);
      await rebuildRollUps(database, { ...options, checkOnly: false });
      expect((await rebuildRollUps(database, options)).differences).toEqual([]);
      process.counts(Number.POSITIVE_INFINITY);
      await process.folds.settle();
      expect(await recount(database)).toEqual(noDifferences);
      expect(await counted(database)).toBe(5);
    },
  );

  it("a partition is dropped when all of it is counted", async (context) => {
    const database = await openReady(context);
    const process = startOn(database);
    process.counts(0);
    await process.write(eventOf(1, "alert", { time: "2026-10-05T09:00:00Z" }));
    await process.folds.settle();
    const expired = { now: new Date("2027-01-15T00:00:00Z"), retentionDays: 60 };
    expect(await dropExpiredPartitions(database, expired)).toEqual(["event_2026_09"]);
    process.counts(Number.POSITIVE_INFINITY);
    await process.folds.settle();
    expect(await dropExpiredPartitions(database, expired)).toEqual(["event_2026_10"]);
    expect(await counted(database)).toBe(1);
  });

  it("a week is not closed while events that came in time are still to be counted", async (context) => {
    const database = await openReady(context);
    const process = startOn(database);
    process.counts(0);
    await process.write(eventOf(1, "engine_started", { time: "2026-11-18T09:00:00Z" }));
    await process.folds.settle();
    await database.query("update fold set opened_at = '2026-11-18T09:00:00Z'");
    const later = new Date("2026-12-20T00:00:00Z");
    const options = { statistics, ...publicly(), now: () => later };
    // Something is stored, so that there are weeks to close.
    const other = startOn(database);
    await other.write(eventOf(2, "engine_started", { time: "2026-11-10T09:00:00Z" }));
    await other.folds.settle();
    await takeTurn(database, "statistics", (turn) => countWeeks(database, turn, options));
    const weeks = async () =>
      (
        await database.query<{ start: string }>(
          "select distinct period_start::text as start from statistic_period order by 1",
        )
      ).map(({ start }) => start);
    expect(await weeks()).toEqual(["2026-11-09"]);
    process.counts(Number.POSITIVE_INFINITY);
    await process.folds.settle();
    await takeTurn(database, "statistics", (turn) => countWeeks(database, turn, options));
    expect(await weeks()).toContain("2026-11-16");
  });

  it("sums that the database refuses keep no other instance from being counted", async (context) => {
    const database = await openReady(context);
    const process = startOn(database);
    await process.write(...events(1, 2, 3));
    await process.folds.settle();
    await database.query(
      "update instance_day set events = '{\"clone_reset\": 2147483647}' where instance_key = $1::uuid",
      [keyOf(2)],
    );
    await process.write(...events(1, 2, 3));
    await process.folds.settle();
    expect(process.errors).toHaveLength(1);
    expect(await openFolds(database)).toBe(0);
    for (const instance of [1, 3])
      expect(
        await database.query("select events from instance_day where instance_key = $1::uuid", [
          keyOf(instance),
        ]),
      ).toEqual([{ events: { clone_reset: 2 } }]);
  });

  it("whatever happens to processes while they write, count, adopt and purge, roll-ups equal a recount", async (context) => {
    const database = await openReady(context);
    const instance = fc.integer({ min: 1, max: 5 });
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          does: fc.constant("write" as const),
          of: fc.array(instance, { minLength: 1, maxLength: 6 }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ does: fc.constant("die" as const), parts: fc.integer({ min: 0, max: 5 }) }),
      },
      fc.constantFrom({ does: "adopt" as const }, { does: "settle" as const }, { does: "lose" as const }),
      fc.record({ does: fc.constant("purge" as const), instance }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
        async (lives) => {
          await Promise.all(
            lives.map(async (steps) => {
              const process = startOn(database, { partRows: 1 });
              for (const one of steps) {
                if (one.does === "write") await process.write(...events(...one.of)).catch(() => {});
                else if (one.does === "die") process.counts(one.parts);
                else if (one.does === "adopt") await process.folds.adopt(true).catch(() => {});
                else if (one.does === "settle") await process.folds.settle();
                else if (one.does === "lose") process.loseAnswers();
                else {
                  await process.folds.settle();
                  await eraseInstance(
                    { database, now },
                    { key: keyOf(one.instance), refuseEvents: false },
                  ).catch(() => {});
                  await purgeErased(database, { now: week }).catch(() => {});
                }
              }
              process.counts(0);
            }),
          );
          const last = startOn(database);
          while ((await database.query("select from erasure")).length > 0)
            await purgeErased(database, { now: week });
          await last.folds.adopt(true);
          expect(await recount(database)).toEqual(noDifferences);
        },
      ),
      { numRuns: kind === "embedded" ? runs.writtenOrdersEmbedded : runs.writtenOrders },
    );
  });
});
