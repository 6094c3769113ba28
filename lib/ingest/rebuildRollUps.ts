import { isDeepStrictEqual } from "node:util";
import type { Database } from "../database/types";
import { type RollUp, rollUp, type StoredEvent, splitDayKey, splitValueKey } from "./rollUp";

type Query = Database["query"];

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
const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

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
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const keys = await readKeys(database.query, after);
    for (const key of keys) {
      const result = await database.transaction(({ query }) => rebuildInstance(query, key, options), {
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

async function readKeys(query: Query, after: string): Promise<string[]> {
  const rows = await query<{ instance_key: string }>(
    `select instance_key from instance where instance_key > $1::uuid
     union select instance_key from instance_day where instance_key > $1::uuid
     union select instance_key from event where instance_key > $1::uuid
     order by instance_key limit ${pageKeys}`,
    [after],
  );
  return rows.map((row) => row.instance_key);
}

async function rebuildInstance(
  query: Query,
  key: string,
  { horizon, checkOnly }: { readonly horizon: string; readonly checkOnly: boolean },
): Promise<{ events: number; differences: string[] }> {
  const [instance] = await query<
    Pick<RollUp, "first_seen" | "last_seen"> & {
      started_at: string | null;
      start_id: string | null;
      attributes: unknown;
    }
  >(
    `select ${time("first_seen")} as first_seen, ${time("last_seen")} as last_seen, ${time("started_at")} as started_at,
       start_id, attributes from instance where instance_key = $1::uuid for update`,
    [key],
  );
  const { events, wanted } = await rollUpInstance(query, key, horizon);
  const tables = await compareDays(query, key, horizon, wanted);
  if (wanted !== null) {
    const old = instance !== undefined && instance.first_seen < horizon;
    const oldStart = instance?.started_at != null && instance.started_at < horizon;
    const start = wanted.start ?? (oldStart ? pickStart(instance) : null);
    const row = {
      first_seen: old ? instance.first_seen : wanted.first_seen,
      last_seen: wanted.last_seen,
      start,
    };
    const stored = instance && {
      first_seen: instance.first_seen,
      last_seen: instance.last_seen,
      start: pickStart(instance),
    };
    if (!isDeepStrictEqual(stored, row))
      tables.unshift({ table: "instance", repair: () => repairInstance(query, key, row) });
  }
  if (!checkOnly) for (const { repair } of tables) await repair();
  return { events, differences: tables.map(({ table }) => `${table} of ${key}`) };
}

/** Reads an instance's events page by page: one instance may have sent millions. */
async function rollUpInstance(query: Query, key: string, horizon: string) {
  let wanted: RollUp | null = null;
  let events = 0;
  for (
    let after = { event_time: `${horizon}T00:00:00.000Z`, id: "00000000-0000-0000-0000-000000000000" };
    ;
  ) {
    const page = await query<StoredEvent>(
      `select ${time("event_time")} as event_time, id, event_type, data from event
       where instance_key = $1::uuid and (event_time, id) > ($2::timestamptz, $3::uuid)
       order by event_time, id limit ${pageEvents}`,
      [key, after.event_time, after.id],
    );
    for (const event of page) wanted = rollUp(event, wanted);
    events += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageEvents) return { events, wanted };
    after = last;
  }
}

function pickStart(row: {
  started_at: string | null;
  start_id: string | null;
  attributes: unknown;
}): RollUp["start"] {
  if (row.started_at === null || row.start_id === null) return null;
  return { started_at: row.started_at, start_id: row.start_id, attributes: row.attributes };
}

async function repairInstance(
  query: Query,
  key: string,
  row: Pick<RollUp, "first_seen" | "last_seen" | "start">,
) {
  await query(
    `insert into instance (instance_key, first_seen, last_seen, started_at, start_id, attributes)
     values ($1::uuid, $2::timestamptz, $3::timestamptz, $4::timestamptz, $5::uuid, $6::jsonb)
     on conflict (instance_key) do update set first_seen = excluded.first_seen, last_seen = excluded.last_seen,
       started_at = excluded.started_at, start_id = excluded.start_id, attributes = excluded.attributes`,
    [
      key,
      row.first_seen,
      row.last_seen,
      row.start?.started_at,
      row.start?.start_id,
      row.start && JSON.stringify(row.start.attributes),
    ].map((value) => value ?? null),
  );
}

/** Each roll-up table by day: how it is read as one JSON array per row, and what the raw events say it holds. */
const dayTables = [
  {
    table: "instance_day",
    columns: "day date, started_at timestamptz, start_id uuid, attributes jsonb",
    names: "day, started_at, start_id, attributes",
    select: `day::text, ${time("started_at")} as started_at, start_id, attributes`,
    rows: (wanted: RollUp) =>
      [...wanted.days].map(([day, start]) => ({
        day,
        started_at: start?.started_at ?? null,
        start_id: start?.start_id ?? null,
        attributes: start?.attributes ?? null,
      })),
  },
  {
    table: "instance_day_event",
    columns: "day date, event_type text, events integer",
    names: "day, event_type, events",
    select: "day::text, event_type, events",
    rows: (wanted: RollUp) =>
      [...wanted.events].map(([key, events]) => {
        const [day, event_type] = splitDayKey(key);
        return { day, event_type, events };
      }),
  },
  {
    table: "instance_day_clone_time",
    columns: "day date, bucket smallint, clones integer",
    names: "day, bucket, clones",
    select: "day::text, bucket, clones",
    rows: (wanted: RollUp) =>
      [...wanted.cloneTimes].map(([key, clones]) => {
        const [day, bucket] = splitDayKey(key);
        return { day, bucket: Number(bucket), clones };
      }),
  },
  {
    table: "instance_day_value",
    columns: "day date, field text, value text, events integer",
    names: "day, field, value, events",
    select: "day::text, field, value, events",
    rows: (wanted: RollUp) => [...wanted.values].map(([key, events]) => ({ ...splitValueKey(key), events })),
  },
] as const;

interface Difference {
  readonly table: string;
  repair(): Promise<void>;
}

async function compareDays(
  query: Query,
  key: string,
  horizon: string,
  wanted: RollUp | null,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const { table, columns, names, select, rows } of dayTables) {
    const stored = await query<Record<string, unknown>>(
      `select ${select} from ${table} where instance_key = $1::uuid and day >= $2::date`,
      [key, horizon],
    );
    const expected: readonly Record<string, unknown>[] = wanted === null ? [] : rows(wanted);
    if (isDeepStrictEqual(sorted(stored), sorted(expected))) continue;
    const repair = async () => {
      await query(`delete from ${table} where instance_key = $1::uuid and day >= $2::date`, [key, horizon]);
      await query(
        `insert into ${table} (instance_key, ${names})
         select $1::uuid, ${names} from jsonb_to_recordset($2::jsonb) as r(${columns})`,
        [key, JSON.stringify(expected)],
      );
    };
    differences.push({ table, repair });
  }
  return differences;
}

function sorted(rows: readonly Record<string, unknown>[]): string[] {
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
