import { expect, it, onTestFinished } from "vitest";
import { dropExpiredPartitions, ensurePartitions } from "../database/partitions";
import { onDatabase } from "../database/testing/databases";
import type { Database } from "../database/types";
import { declareJobs } from "../declareJobs";
import { createAuditSigner } from "../organizations/audit/checkpoints/signer";
import { keepStatistics } from "../statistics/count/keepStatistics";
import { statistics } from "../statistics/declared/statistics";
import { testPseudonyms as pseudonyms } from "../statistics/testing/fleet";
import { privately } from "../statistics/testing/publications";
import { createJobClock, readClockLead } from "./clock";
import { startJobs } from "./startJobs";

const day = 86_400_000;
const year = 365 * day;

onDatabase((open) => {
  const months = async (database: Database) =>
    (await database.query("select from pg_class where relname ~ '^event_\\d{4}_\\d{2}$'")).length;

  it("a clock that is not the database's is noticed, in either direction", async (context) => {
    const { database } = await open(context);
    expect(Math.abs(await readClockLead(database))).toBeLessThan(60_000);
    for (const wrong of [year, -year, 10 * 60_000]) {
      const clock = createJobClock(database, { clock: () => Date.now() + wrong });
      await expect(clock.check()).rejects.toMatchObject({ name: "ClocksDiffer" });
      await expect(clock.checkBeforeDeleting("partitions")).rejects.toMatchObject({ name: "ClocksDiffer" });
    }
    await createJobClock(database).checkBeforeDeleting("partitions");
  });

  it("by a clock that is a year ahead nothing is dropped, deleted or counted", async (context) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: new Date(), retentionDays: 60 });
    const before = await months(database);
    const ahead = () => Date.now() + year;
    const declared = declareJobs({
      database,
      settings: { rawRetentionDays: 60, billingRetentionDays: 60, webhookReach: "public" },
      publication: privately,
      releasing: null,
      ingest: { flushCounts: async () => {}, adoptFolds: async () => {} },
      requests: { flush: async () => {} },
      keyRing: { refresh: async () => {} },
      refusals: { refresh: async () => {} },
      auditSigner: createAuditSigner("a secret of thirty-two characters"),
      pseudonyms,
      prices: null,
      onFault: () => {},
      now: () => new Date(ahead()),
      clock: createJobClock(database, { clock: ahead }),
    });
    const failed: string[] = [];
    const jobs = await startJobs(database, declared, (error, { job }) => failed.push(`${job} ${error}`));
    onTestFinished(() => jobs.stop());
    for (const { name } of declared) await jobs.firstTurn(name);
    const words = "ClocksDiffer: the clocks of this process and of its database differ";
    expect(new Set(failed)).toEqual(
      new Set(
        ["statistics", "purge", "partitions", "statements", "usage", "checkpoints"].map(
          (job) => `${job} ${words}`,
        ),
      ),
    );
    expect(await months(database)).toBeGreaterThanOrEqual(before);
    expect(await dropExpiredPartitions(database, { now: new Date(), retentionDays: 60 })).toEqual([]);
  });

  it("where both clocks jumped together nothing is deleted before the process has run for a day", async (context) => {
    const { database } = await open(context);
    await database.query(
      "insert into job_lease values ('partitions', gen_random_uuid(), now(), now() - interval '8 days')",
    );
    let uptime = 60_000;
    const clock = createJobClock(database, { uptimeMs: () => uptime });
    await expect(clock.checkBeforeDeleting("partitions")).rejects.toMatchObject({ name: "ClockJumped" });
    await clock.check();
    await clock.checkBeforeDeleting("usage");
    uptime = day;
    await clock.checkBeforeDeleting("partitions");
  });

  it("weeks that were counted before they began are forgotten, unless instances were seen in them", async (context) => {
    const { database } = await open(context);
    const now = new Date("2026-11-20T12:00:00Z");
    const insert = (interval: string, start: string) =>
      database.query("insert into statistic_period values ($1, $2, 0, now(), 0, 0)", [interval, start]);
    for (const start of ["2026-11-02", "2026-11-30", "2026-12-07"]) await insert("week", start);
    for (const start of ["2026-11-20", "2026-11-21"]) await insert("day", start);
    await database.query(
      "insert into instance_day (instance_key, day, known_at, events) values (gen_random_uuid(), '2026-12-09', now(), '{}')",
    );
    await keepStatistics(
      database,
      {
        goOn: async () => false,
        write: async (write) => {
          await database.transaction(write);
          return true;
        },
      },
      { ...privately, statistics, now: () => now },
    );
    const left = await database.query<{ start: string }>(
      "select period_start as start from statistic_period order by 1",
    );
    expect(left.map(({ start }) => start)).toEqual(["2026-11-02", "2026-11-20", "2026-12-07"]);
  });
});
