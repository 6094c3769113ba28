import { sql as text } from "kysely";
import { unlessAway } from "../database/errors";
import { readApplied } from "../database/migrations/readApplied";
import type { Session } from "../database/types";
import { clockToleranceMs } from "../jobs/clock";
import type { JobState } from "../jobs/job";
import { type LeaseReading, readLeases } from "../jobs/readLeases";
import type { Measured } from "../metrics/metric";
import type { Version } from "../status/readVersion";
import type { HealthCheck, HealthState } from "./check";
import { checkJobs } from "./checkJobs";
import { checkMachine } from "./checkMachine";
import { checkReceiving, type ReceivingInput } from "./checkReceiving";
import { MeasuredValues } from "./measuredValues";

/** How the service is, with what only the operator may see. */
export interface HealthReading {
  /** ISO 8601. */
  readonly readAt: string;
  /** The worst of the checks. */
  readonly state: HealthState;
  /** What is worst comes first. */
  readonly checks: readonly HealthCheck[];
  readonly jobs: readonly JobState[];
  /** Null while the database does not answer. */
  readonly leases: readonly LeaseReading[] | null;
  readonly version: Version;
}

interface HealthInput extends Omit<ReceivingInput, "now" | "measured"> {
  readonly database: Pick<Session, "query" | "sql">;
  /** What both processes counted. */
  readonly measured: readonly Measured[];
  readonly jobs: readonly JobState[];
  /** Weeks that are held for review; null while the database does not answer. */
  readonly held: number | null;
  readonly version: Version;
  readonly now?: Date;
}

const worst: readonly HealthState[] = ["act", "look", "well"];

/** Reads how everything is that can be wrong. What cannot be read is said not to be known. */
export async function readHealth({
  database,
  measured: counted,
  jobs,
  version,
  now = new Date(),
  ...receiving
}: HealthInput): Promise<HealthReading> {
  const measured = new MeasuredValues(counted);
  const [schema, clockOffMs, leases] = await Promise.all([
    unlessItIsAway(readApplied(database)),
    unlessItIsAway(readClockOff(database)),
    unlessItIsAway(readLeases(database)),
  ]);
  const { held } = receiving;
  const checks = [
    ...checkReceiving({ ...receiving, now, measured }),
    ...checkJobs(jobs, now),
    ...checkMachine({ now, measured, schema, clockOffMs, clockToleranceMs, held, node: version.node }),
  ].toSorted((one, other) => worst.indexOf(one.state) - worst.indexOf(other.state));
  return { readAt: now.toISOString(), state: checks[0]?.state ?? "well", checks, jobs, leases, version };
}

async function readClockOff({ sql }: Pick<Session, "sql">): Promise<number> {
  const { ms } = await sql
    .selectNoFrom(text<number>`extract(epoch from clock_timestamp())::float8 * 1000`.as("ms"))
    .executeTakeFirstOrThrow();
  return Date.now() - ms;
}

async function unlessItIsAway<Value>(reading: Promise<Value>): Promise<Value | null> {
  return reading.catch((error: unknown) => {
    unlessAway(error);
    return null;
  });
}
