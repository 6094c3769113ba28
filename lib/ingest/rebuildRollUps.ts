import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { countedBy } from "../catalogue";
import { type ColumnName, describeColumns, type SentRow } from "../database/recordset";
import type { Database, Session } from "../database/types";
import { startOfDay } from "../words/period";
import { type RollUp, rollUp, splitDayKey, splitValueKey } from "./rollUp";

type Rows = Pick<Session, "withErased">;

export interface RebuildReport {
  readonly instances: number;
  readonly events: number;
  /** One line per instance and table that did not hold what the raw events say. Empty is what it should be. */
  readonly differences: readonly string[];
}

/** For one instance, which may have sent millions of events. */
const instanceTimeoutMs = 3_600_000;
const pageKeys = 500;
const pageEvents = 10_000;
const dataSchema = z.record(z.string(), z.unknown());
const countedBySchema = z.enum(countedBy);
const firstId = "00000000-0000-0000-0000-000000000000";

/**
 * Recomputes the roll-ups from the raw events, instance by instance, reports what differs and, unless `checkOnly`,
 * puts it right. Safe while events arrive: the instance's row is locked, so that its writers wait their turn.
 * Days whose raw events are gone by retention are left as they are.
 * @param horizon first day (`YYYY-MM-DD`) of which all raw events are there
 */
export async function rebuildRollUps(
  database: Database,
  options: {
    readonly horizon: string;
    readonly checkOnly: boolean;
    readonly onProgress?: (instances: number) => void;
  },
): Promise<RebuildReport> {
  const differences: string[] = [];
  let instances = 0;
  let events = 0;
  for (let after = firstId; ; ) {
    const keys = await readKeys(database, after);
    for (const key of keys) {
      const result = await database.transaction((session) => rebuildInstance(session, key, options), {
        timeoutMs: instanceTimeoutMs,
      });
      differences.push(...result.differences);
      events += result.events;
    }
    instances += keys.length;
    options.onProgress?.(instances);
    const last = keys.at(-1);
    if (last === undefined) return { instances, events, differences };
    after = last;
  }
}

async function readKeys({ withErased }: Rows, after: string): Promise<string[]> {
  const keysOf = (table: "instance" | "instance_day" | "event") =>
    withErased.selectFrom(table).select("instance_key").where("instance_key", ">", after);
  const rows = await keysOf("instance")
    .union(keysOf("instance_day"))
    .union(keysOf("event"))
    .orderBy("instance_key")
    .limit(pageKeys)
    .execute();
  return rows.map((row) => row.instance_key);
}

/** An instance's row, held until the transaction ends. */
async function holdInstance({ withErased }: Rows, key: string) {
  const row = await withErased
    .selectFrom("instance")
    .select(["first_seen", "last_seen", "known_since", "started_at", "start_id", "attributes"])
    .where("instance_key", "=", key)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const { first_seen, last_seen, known_since, started_at, start_id, attributes } = row;
  return {
    first_seen: first_seen.toISOString(),
    last_seen: last_seen.toISOString(),
    known_since: known_since?.toISOString() ?? null,
    start:
      started_at === null || start_id === null
        ? null
        : { started_at: started_at.toISOString(), start_id, attributes },
  };
}

async function rebuildInstance(
  session: Session,
  key: string,
  { horizon, checkOnly }: { readonly horizon: string; readonly checkOnly: boolean },
): Promise<{ events: number; differences: string[] }> {
  const stored = await holdInstance(session, key);
  const { events, wanted } = await rollUpInstance(session, key, horizon);
  const tables = await compareDays(session, key, horizon, wanted);
  if (wanted !== null) {
    // What began before the horizon is known only from what is stored.
    const isOld = stored !== null && stored.first_seen < horizon;
    const oldStart = stored?.start != null && stored.start.started_at < horizon ? stored.start : null;
    const row = {
      first_seen: isOld ? stored.first_seen : wanted.first_seen,
      last_seen: wanted.last_seen,
      known_since: earlier(isOld ? stored.known_since : null, wanted.known_since),
      start: wanted.start ?? oldStart,
    };
    if (!isDeepStrictEqual(stored, row))
      tables.unshift({ table: "instance", repair: () => repairInstance(session, key, row) });
  }
  if (!checkOnly) for (const { repair } of tables) await repair();
  return { events, differences: tables.map(({ table }) => `${table} of ${key}`) };
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** Reads an instance's events page by page: one instance may have sent millions. */
async function rollUpInstance({ withErased }: Rows, key: string, horizon: string) {
  let wanted: RollUp | null = null;
  let events = 0;
  for (let after = { event_time: startOfDay(horizon), id: firstId }; ; ) {
    const page = await withErased
      .selectFrom("event")
      .select(["event_time", "id", "event_type", "received_at", "data", "counted_by"])
      .where("instance_key", "=", key)
      .where("counted_by", "<>", "keyless")
      .where((of) => of(of.refTuple("event_time", "id"), ">", of.tuple(after.event_time, after.id)))
      .orderBy("event_time")
      .orderBy("id")
      .limit(pageEvents)
      .execute();
    for (const { event_time, received_at, data, counted_by, ...event } of page) {
      const times = { event_time: event_time.toISOString(), received_at: received_at.toISOString() };
      const kept = { ...event, ...times, data: dataSchema.parse(data) };
      wanted = rollUp({ ...kept, counted_by: countedBySchema.parse(counted_by) }, wanted);
    }
    events += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageEvents) return { events, wanted };
    after = last;
  }
}

async function repairInstance(
  { withErased }: Rows,
  key: string,
  {
    first_seen,
    last_seen,
    known_since,
    start,
  }: Pick<RollUp, "first_seen" | "last_seen" | "known_since" | "start">,
): Promise<void> {
  const values = {
    first_seen,
    last_seen,
    known_since,
    started_at: start?.started_at ?? null,
    start_id: start?.start_id ?? null,
    attributes: start && JSON.stringify(start.attributes),
  };
  await withErased
    .insertInto("instance")
    .values({ instance_key: key, ...values })
    .onConflict((on) => on.column("instance_key").doUpdateSet(values))
    .execute();
}

/** The roll-up tables by day: their columns beside the instance's key, and what the raw events say they hold. */
const dayTables = [
  dayTable("instance_day", ["day", "known_at", "started_at", "start_id", "attributes"], ({ days }) =>
    [...days].map(([day, { known_at, start }]) => ({
      day,
      known_at,
      ...(start ?? { started_at: null, start_id: null, attributes: null }),
    })),
  ),
  dayTable("instance_day_event", ["day", "event_type", "events"], ({ events }) =>
    [...events].map(([key, count]) => {
      const [day, event_type] = splitDayKey(key);
      return { day, event_type, events: count };
    }),
  ),
  dayTable("instance_day_clone_time", ["day", "bucket", "clones"], ({ cloneTimes }) =>
    [...cloneTimes].map(([key, clones]) => {
      const [day, bucket] = splitDayKey(key);
      return { day, bucket: Number(bucket), clones };
    }),
  ),
  dayTable("instance_day_value", ["day", "field", "value", "events"], ({ values }) =>
    [...values].map(([key, events]) => ({ ...splitValueKey(key), events })),
  ),
];

type Table = "instance_day" | "instance_day_event" | "instance_day_clone_time" | "instance_day_value";

/** A table with the columns in which its rows are compared, as statements name them. */
function dayTable<Name extends Table, Column extends ColumnName<Name>>(
  table: Name,
  columns: readonly Column[],
  rows: (wanted: RollUp) => readonly SentRow<Name, Column>[],
) {
  const names = columns.join(", ");
  return {
    table,
    rows,
    select: `select ${names} from ${table} where instance_key = $1::uuid and day >= $2::date`,
    empty: `delete from ${table} where instance_key = $1::uuid and day >= $2::date`,
    fill: `insert into ${table} (instance_key, ${names})
      select $1::uuid, ${names} from jsonb_to_recordset($2::jsonb) as r(${describeColumns(table, columns)})`,
  };
}

/** The statements that are text here. */
export const rebuildStatements = dayTables.flatMap(({ select, empty, fill }) => [select, empty, fill]);

interface Difference {
  readonly table: string;
  repair(): Promise<void>;
}

async function compareDays(
  { query }: Pick<Session, "query">,
  key: string,
  horizon: string,
  wanted: RollUp | null,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const { table, select, empty, fill, rows } of dayTables) {
    const stored = await query(select, [key, horizon]);
    const expected = wanted === null ? [] : rows(wanted);
    if (isDeepStrictEqual(sorted(stored), sorted(expected))) continue;
    const repair = async () => {
      await query(empty, [key, horizon]);
      await query(fill, [key, JSON.stringify(expected)]);
    };
    differences.push({ table, repair });
  }
  return differences;
}

function sorted(rows: readonly unknown[]): string[] {
  // Key order is not part of jsonb's meaning, so it must not be part of the comparison.
  return rows
    .map((row) =>
      JSON.stringify(row, (_, value) =>
        isRecord(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
      ),
    )
    .sort();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
