import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";
import { addDays, type Period } from "../../words/period";
import { attributesSchema, type Frame } from "../declare/frame";

/** How far the widest window of active instances reaches back, in days. */
export const widestWindowDays = 28;

const pageInstances = 500;

/** What decides whether an instance is counted. */
export interface CountingRule {
  /** On so many days an instance must have been seen, up to the end of the period. */
  readonly countAfterDays: number;
}

/** The frames of some instances, and how many instances had a row that cannot be read. */
export interface FramePage {
  readonly frames: readonly Frame[];
  readonly skipped: number;
}

interface InstanceRow {
  readonly instance_key: string;
  readonly edition: string;
  readonly last_day: string;
  readonly attributes: unknown;
}

interface CountRow {
  readonly instance_key: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** The last day before $1 on which an instance was seen, and on how many, counted up to $2. */
const seenLateral = `lateral (
  select max(day) as last_day, count(*) as days from (
    select day from instance_day d where d.instance_key = i.instance_key and d.day < $1::date
    order by day desc limit $2::integer) as latest
) as seen`;

/** An instance's latest start before $1. */
const startLateral = `lateral (
  select started_at, attributes from instance_day d
  where d.instance_key = i.instance_key and d.day < $1::date and d.started_at is not null
  order by day desc limit 1
) as start`;

/**
 * Instances that were seen in the period or in the widest window before its end, and are counted by its end: seen on
 * enough days, started at least once, and no example of the documentation. Attributes are those of the latest start.
 */
const instancesStatement = `
select i.instance_key, i.edition, seen.last_day::text as last_day, start.attributes
from instance i
cross join ${seenLateral}
cross join ${startLateral}
where i.instance_key > $3::uuid and not i.example and ${notErased("i.instance_key")}
  and i.first_seen < $1::date::timestamp at time zone 'UTC'
  and i.last_seen >= $4::date::timestamp at time zone 'UTC'
  and seen.last_day >= $4::date and seen.days >= $2::integer
order by i.instance_key limit ${pageInstances}`;

const instanceStatement = `
select i.instance_key, i.edition, seen.last_day::text as last_day, start.attributes,
  start.started_at is not null as started, seen.days::integer as days
from instance i
cross join ${seenLateral}
left join ${startLateral} on true
where i.instance_key = $3::uuid and ${notErased("i.instance_key")}`;

const countsStatement = (table: string, name: string, count: string) => `
select instance_key, jsonb_object_agg(name, n) as counts from (
  select instance_key, ${name} as name, sum(${count}) as n from ${table}
  where instance_key = any($1::uuid[]) and day >= $2::date and day < $3::date group by 1, 2) as counted
group by 1`;

const eventsStatement = countsStatement("instance_day_event", "event_type", "events");
const cloneTimesStatement = countsStatement("instance_day_clone_time", "bucket", "clones");
const valuesStatement = countsStatement("instance_day_value", "field || ' ' || value", "events");

/**
 * Reads the counted instances of a period, a page at a time so that no statement keeps others waiting for long.
 * A row that cannot be read is skipped and counted; it stops nothing.
 */
export async function* loadFrames(
  database: Pick<Database, "query">,
  period: Period,
  { countAfterDays }: CountingRule,
): AsyncGenerator<FramePage> {
  const windowStart = [addDays(period.end, -widestWindowDays), period.start].sort()[0];
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const instances = await database.query<InstanceRow>(instancesStatement, [
      period.end,
      countAfterDays,
      after,
      windowStart,
    ]);
    yield await readPage(database, period, instances);
    const last = instances.at(-1);
    if (last === undefined || instances.length < pageInstances) return;
    after = last.instance_key;
  }
}

/** What decides whether one instance is counted in a period, and its frame. */
export interface InstanceFrame {
  /** Days on which it was seen up to the end of the period, counted up to `countAfterDays`. */
  readonly daysSeen: number;
  readonly hasStarted: boolean;
  /** Null where it never started, and where its latest start cannot be read. */
  readonly frame: Frame | null;
}

/**
 * Reads what `loadFrames` reads, of one instance and whether it is counted or not.
 * @returns null where nothing is stored of it, and where it is erased
 */
export async function loadFrame(
  database: Pick<Database, "query">,
  key: string,
  period: Period,
  { countAfterDays }: CountingRule,
): Promise<InstanceFrame | null> {
  type Row = InstanceRow & { last_day: string | null; started: boolean; days: number };
  const [row] = await database.query<Row>(instanceStatement, [period.end, countAfterDays, key]);
  if (row === undefined) return null;
  const { frames } = row.last_day === null ? { frames: [] } : await readPage(database, period, [row]);
  return {
    daysSeen: row.days,
    hasStarted: row.started,
    frame: frames[0] ?? null,
  };
}

async function readPage(
  database: Pick<Database, "query">,
  period: Period,
  instances: readonly InstanceRow[],
): Promise<FramePage> {
  const active = instances.filter((row) => row.last_day >= period.start).map((row) => row.instance_key);
  const read = async (statement: string) => {
    const rows = await database.query<CountRow>(statement, [active, period.start, period.end]);
    return new Map(rows.map(({ instance_key, counts }) => [instance_key, counts]));
  };
  const [events, cloneTimes, values] = await Promise.all(
    [eventsStatement, cloneTimesStatement, valuesStatement].map(read),
  );
  const frames: Frame[] = [];
  for (const { instance_key, edition, last_day, attributes } of instances) {
    const parsed = attributesSchema.safeParse(attributes);
    if (!parsed.success) continue;
    frames.push({
      edition,
      attributes: parsed.data,
      isActive: last_day >= period.start,
      lastDay: last_day,
      events: new Map(Object.entries(events?.get(instance_key) ?? {})),
      values: byField(values?.get(instance_key) ?? {}),
      cloneTimes: new Map(
        Object.entries(cloneTimes?.get(instance_key) ?? {}).map(([bucket, clones]) => [
          Number(bucket),
          clones,
        ]),
      ),
    });
  }
  return { frames, skipped: instances.length - frames.length };
}

function byField(counts: Readonly<Record<string, number>>): Map<string, Map<string, number>> {
  const fields = new Map<string, Map<string, number>>();
  for (const [name, events] of Object.entries(counts)) {
    const space = name.indexOf(" ");
    const field = name.slice(0, space);
    const values = fields.get(field) ?? new Map<string, number>();
    fields.set(field, values.set(name.slice(space + 1), events));
  }
  return fields;
}
