import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { ensurePartitions } from "./database/partitions";
import { forEachDatabase } from "./database/testing/databases";
import { declareJobs } from "./declareJobs";
import { writeEvents } from "./ingest/testing/writeEvents";
import { eraseInstance } from "./instances/erasure/eraseInstance";
import { startJobs } from "./jobs/startJobs";
import { createOrganization } from "./organizations/account/createOrganization";
import { createAuditSigner } from "./organizations/audit/checkpoints/signer";
import { contextFor } from "./organizations/testing/atWork";
import { recordUsage } from "./organizations/usage/recordUsage";
import { eventOf, testPseudonyms as pseudonyms } from "./statistics/testing/fleet";
import { privately } from "./statistics/testing/publications";

const day = 86_400_000;
const now = new Date("2026-11-20T12:00:00Z");
const at = (daysAgo: number) => new Date(now.getTime() - daysAgo * day);
const settings = {
  rawRetentionDays: 60,
  billingRetentionDays: 30,
  countAfterDays: 1,
  webhookReach: "public",
} as const;

forEachDatabase((open, kind) => {
  it("does all that is due at the first start, and what every process does for itself", async (context) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: at(90), retentionDays: 60 });
    const erased = eventOf(1, "alert", { time: at(2).toISOString() });
    await ensurePartitions(database, { now, retentionDays: 60 });
    const started = eventOf(2, "engine_started", { time: at(3).toISOString() });
    await writeEvents(database, [erased, started], { timeoutMs: 20_000, isRetry: false });
    await eraseInstance({ database, now: at(8) }, { key: erased.instance_key, refuseEvents: false });
    const acme = { alias: "acme", name: "Acme", plan: "standard" };
    const { id } = await createOrganization(contextFor(database, now), acme);
    await recordUsage(contextFor(database, at(31)), {
      key: randomUUID(),
      organizationId: id,
      usage: { cpu: 1, total_memory: 1, data_size: 1 },
    });

    const called: string[] = [];
    const note = (name: string) => async () => {
      called.push(name);
    };
    const declared = declareJobs({
      database,
      settings,
      publication: privately,
      releasing: null,
      ingest: { flushCounts: note("counts"), adoptFolds: note("folds") },
      keyRing: { refresh: note("keys") },
      refusals: { refresh: note("refused instances") },
      requests: { flush: note("requests") },
      auditSigner: createAuditSigner("a secret of thirty-two characters"),
      pseudonyms,
      prices: null,
      onFault: note("fault"),
      now: () => now,
    });
    const errors: unknown[] = [];
    const jobs = await startJobs(database, declared, (error) => errors.push(error));
    onTestFinished(() => jobs.stop());
    for (const { name } of declared) await jobs.firstTurn(name);
    expect(errors).toEqual([]);

    const count = async (what: string) => (await database.query(`select from ${what}`)).length;
    expect(await count("statistic_period")).toBe(3);
    expect(await count("erasure")).toBe(0);
    expect(await count("audit_checkpoint")).toBe(1);
    expect(await count("audit_root")).toBe(1);
    expect(await count("usage_hour")).toBe(0);
    expect(await count("pg_class where relname = 'event_2026_07'")).toBe(0);
    expect(await count("pg_class where relname = 'event_2027_01'")).toBe(1);
    // The planner knows the table only once it was visited; a server does that by itself, at its own time.
    const visited = await count("pg_class where relname = 'instance' and reltuples >= 0");
    if (kind === "embedded") expect(visited).toBe(1);
    for (const job of declared) if (!job.lease) await job.run();
    expect(new Set(called)).toEqual(new Set(["counts", "requests", "folds", "keys", "refused instances"]));
    const leased = declared.filter(({ lease }) => lease).map(({ name }) => name);
    expect(
      (await database.query<{ job: string }>("select job from job_lease where last_success_at is not null"))
        .map(({ job }) => job)
        .toSorted(),
    ).toEqual(leased.toSorted());
  });
});
