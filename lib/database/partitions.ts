import { dayMs, dayOf } from "../words/period";
import { type Database, DatabaseError, type Session } from "./types";

/** The clock and how long raw events are kept. */
export interface Retention {
  now: Date;
  retentionDays: number;
}

const MONTHS_AHEAD = 2;
const PARTITION = /^event_(\d{4})_(\d{2})$/;

/** "Relation exists" and its like, which a second process sees that makes the same partition at the same moment. */
const MADE_BY_ANOTHER = new Set(["42P07", "23505", "42710", "42P17"]);

/** Partitions of `event` as they are named; `end` is the first moment after it. */
interface Month {
  name: string;
  start: Date;
  end: Date;
}

/**
 * Makes the monthly partitions of `event` that are missing, from the retention horizon to two months ahead.
 * Several processes may do so at once.
 *
 * @returns the names of those made by this call.
 */
export async function ensurePartitions(database: Database, retention: Retention): Promise<string[]> {
  const present = new Set(await partitionNames(database));
  const made: string[] = [];
  for (const month of monthsFrom(horizon(retention), retention.now)) {
    if (!present.has(month.name) && (await makePartition(database, month))) made.push(month.name);
  }
  return made;
}

/**
 * Drops the partitions of `event` whose every moment is older than the retention and whose every event is counted.
 *
 * @returns the names of those dropped.
 */
export async function dropExpiredPartitions(database: Database, retention: Retention): Promise<string[]> {
  const keepFrom = horizon(retention);
  const expired = (await partitionNames(database)).filter((name) => {
    const month = monthOf(name);
    return month !== undefined && month.end <= keepFrom;
  });
  const dropped: string[] = [];
  for (const name of expired) {
    // What is not counted yet is counted first: it goes the next time.
    const [open] = await database.query(`select 1 from ${name} where fold in (select id from fold) limit 1`);
    if (open !== undefined) continue;
    await database.query(`drop table if exists ${name}`);
    dropped.push(name);
  }
  return dropped;
}

async function makePartition(database: Database, { name, start, end }: Month): Promise<boolean> {
  const bounds = `from ('${start.toISOString()}') to ('${end.toISOString()}')`;
  try {
    await database.query(`create table ${name} partition of event for values ${bounds}`);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && MADE_BY_ANOTHER.has(error.sqlState ?? "")) return false;
    throw error;
  }
}

async function partitionNames(database: Pick<Session, "query">): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select child.relname as name from pg_inherits
       join pg_class child on child.oid = inhrelid
      where inhparent = 'event'::regclass order by 1`,
  );
  return rows.map((row) => row.name);
}

/** All months from the one of `first` to two after the one of `now`. */
function monthsFrom(first: Date, now: Date): Month[] {
  const last = startOfMonth(now, MONTHS_AHEAD);
  const months: Month[] = [];
  for (let start = startOfMonth(first); start <= last; start = startOfMonth(start, 1))
    months.push(monthAt(start));
  return months;
}

function monthAt(start: Date): Month {
  const name = `event_${start.toISOString().slice(0, 7).replace("-", "_")}`;
  return { name, start, end: startOfMonth(start, 1) };
}

/** Undefined for a table that is not ours to drop. */
function monthOf(name: string): Month | undefined {
  const [, year, month] = PARTITION.exec(name) ?? [];
  return year && month ? monthAt(new Date(Date.UTC(Number(year), Number(month) - 1))) : undefined;
}

function startOfMonth(moment: Date, monthsLater = 0): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + monthsLater));
}

function horizon({ now, retentionDays }: Retention): Date {
  return new Date(now.getTime() - retentionDays * dayMs);
}

/** The first day (`YYYY-MM-DD`, UTC) for which there is a partition: raw events of earlier days are gone. */
export async function firstDayKept(database: Pick<Session, "query">): Promise<string> {
  const starts = (await partitionNames(database)).flatMap((name) => monthOf(name)?.start ?? []);
  const first = starts.sort((one, other) => one.getTime() - other.getTime())[0] ?? new Date(0);
  return dayOf(first);
}
