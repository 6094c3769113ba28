import { expect, it } from "vitest";
import { forEachDatabase } from "../database/testing/databases";
import { takeTurn } from "../jobs/lease";
import { measure, measureOne } from "../metrics/measure";
import type { Measured } from "../metrics/metric";
import { readHealth } from "./readHealth";
import { runbook } from "./runbook";

const now = new Date("2026-11-23T10:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const spool = {
  waiting: 0,
  since: null,
  isFull: false,
  damaged: 0,
  places: [],
  damagedFiles: [],
  foreignFolders: [],
};
const job = {
  name: "purge",
  everyMs: 60_000,
  lease: true,
  lastSuccessAt: ago(30),
  nextAt: null,
  failures: 0,
  lastError: null,
};
const version = {
  version: "1.2.3",
  build: "b",
  node: "24.11.0",
  migrations: { count: 1, last: "x" },
  catalogue: { hash: "h", eventTypes: 1, engine: "4.2" },
};
const calm: readonly Measured[] = [
  measureOne("telemetry_queue_rows", 3, { queue: "single" }),
  measureOne("telemetry_spool_limit_bytes", 1_000),
  measureOne("telemetry_spool_bytes", 100),
  measureOne("telemetry_folds_waiting", 0),
  measureOne("telemetry_disk_free_bytes", 50),
  measureOne("telemetry_disk_bytes", 100),
  measureOne("telemetry_database_errors_total", 7, { process: "front", class: "40" }),
  measureOne("telemetry_event_loop_lag_seconds", 0.01, { process: "front", quantile: "0.99" }),
  measureOne("telemetry_pages_starts_total", 1),
  statements(99, 1),
];

/** Statements of the process in front: so many in 1 ms, and so many in 2.5 s. */
function statements(quick: number, slow: number): Measured {
  const name = "telemetry_database_seconds";
  const upTo = (le: string, value: number) => ({
    labels: { process: "front", le },
    value,
    metricName: `${name}_bucket`,
  });
  return measure(name, [upTo("0.001", quick), upTo("2.5", quick + slow), upTo("+Inf", quick + slow)]);
}

forEachDatabase((open) => {
  it("is well where nothing is wrong, and names what is, the worst first, with what to do", async (context) => {
    const { database } = await open(context);
    await takeTurn(database, "purge", async () => {});
    const given = {
      database,
      isAway: false,
      spool,
      lastStoredAt: ago(4).toISOString(),
      objective: { days: [], window: { keeping: "untold", outcomes: null, p99Ms: null } },
      measured: calm,
      jobs: [job],
      held: 0,
      version,
      now,
    } as const;
    const read = (changed: Partial<Parameters<typeof readHealth>[0]>) => readHealth({ ...given, ...changed });
    /** What is wrong, and what is to be done about it. */
    const wrong = async (changed: Partial<Parameters<typeof readHealth>[0]>) => {
      const { checks } = await read(changed);
      return checks
        .filter(({ state }) => state !== "well")
        .map(({ title, state, todo }) => `${state} ${title} ${todo}`);
    };
    const withOne = (...changed: readonly Measured[]) => ({
      measured: [...calm.filter(({ name }) => !changed.some((one) => one.name === name)), ...changed],
    });

    const health = await read({});
    expect(health.checks.filter(({ state }) => state !== "well")).toEqual([]);
    expect(health.state).toBe("well");
    expect(health.leases).toEqual([
      {
        job: "purge",
        holder: expect.stringMatching(/^[0-9a-f]{8}$/),
        isHeld: false,
        lastSuccessAt: expect.any(String),
      },
    ]);

    expect(await wrong({ isAway: true })).toEqual(["act Receiving TelemetrySpooling"]);
    expect(await wrong({ isAway: true, spool: { ...spool, isFull: true } })).toEqual([
      "act Receiving TelemetryRefusesEvents",
      "act Spool TelemetrySpoolFilling",
    ]);
    expect(await wrong(withOne(measureOne("telemetry_spool_bytes", 501)))).toEqual([
      "act Spool TelemetrySpoolFilling",
    ]);
    expect(await wrong({ spool: { ...spool, damagedFiles: ["1.segment.damaged"] } })).toEqual([
      "look Spool: damage TelemetrySpoolDamaged",
    ]);
    expect(await wrong({ lastStoredAt: ago(7_201).toISOString() })).toEqual([
      "look Last event TelemetrySilent",
    ]);
    expect(
      await wrong({
        objective: {
          days: [],
          window: { keeping: "missed", outcomes: { met: 1, late: 1, failed: 0 }, p99Ms: 1 },
        },
      }),
    ).toEqual(["look Objective TelemetryObjectiveMissed"]);
    expect(
      await wrong(
        withOne(measureOne("telemetry_folds_waiting", 2), measureOne("telemetry_fold_age_seconds", 61)),
      ),
    ).toEqual(["look Roll-ups TelemetryFoldsBehind"]);
    expect(await wrong(withOne(measureOne("telemetry_refusals_total", 1, { reason: "queue_full" })))).toEqual(
      ["look Queue TelemetryRefusesEvents"],
    );
    expect(
      await wrong(
        withOne(measureOne("telemetry_database_errors_total", 1, { process: "pages", class: "42" })),
      ),
    ).toEqual(["look Database: errors TelemetryDatabaseErrors"]);
    expect(await wrong(withOne(statements(98, 2)))).toEqual(["look Database: time TelemetryDatabaseSlow"]);
    expect(await wrong(withOne(measureOne("telemetry_disk_free_bytes", 9)))).toEqual([
      "act Disk TelemetryDiskFilling",
    ]);
    expect(
      await wrong(
        withOne(measureOne("telemetry_event_loop_lag_seconds", 0.2, { process: "front", quantile: "0.99" })),
      ),
    ).toEqual(["look Process in front TelemetryEventLoopLate"]);
    expect(await wrong(withOne(measureOne("telemetry_pages_starts_total", 2)))).toEqual([
      "look Process with the pages TelemetryPagesRestarting",
    ]);
    expect(
      await wrong({
        jobs: [
          { ...job, failures: 1 },
          { ...job, name: "usage", failures: 5 },
        ],
      }),
    ).toEqual(["act Job: usage TelemetryJobFailing", "look Job: purge TelemetryJobFailing"]);
    expect(await wrong({ jobs: [{ ...job, lastSuccessAt: ago(300) }] })).toEqual([
      "look Job: purge TelemetryJobFailing",
    ]);
    expect(await wrong({ held: 1 })).toEqual(["look Statistics WeekHeld"]);
    expect(await wrong({ version: { ...version, node: "20.20.2" } })).toEqual(["look Node.js NodeEnded"]);

    await database.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values ('x', 'x', now(), '29990101000000_later', 1)`,
    );
    expect(await wrong({})).toEqual(["look Schema SchemaNewer"]);
    await database.query("delete from _prisma_migrations where id = 'x'");
    for (const todo of health.checks.map((check) => check.todo))
      if (todo !== null) expect(runbook).toHaveProperty(todo);
  });

  it("says what it does not know while the database does not answer", async (context) => {
    const { database } = await open(context);
    await database.close();
    const health = await readHealth({
      database,
      isAway: true,
      spool,
      lastStoredAt: null,
      objective: null,
      measured: [],
      jobs: [],
      held: null,
      version,
      now,
    });
    expect(health.state).toBe("act");
    expect(health.leases).toBeNull();
    expect(health.checks.find(({ title }) => title === "Schema")?.says).toBe("Not known");
  });
});
