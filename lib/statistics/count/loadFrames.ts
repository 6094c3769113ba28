import { type AliasedExpression, type ExpressionBuilder, type InferResult, sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Tables } from "../../database/tables";
import type { Session } from "../../database/types";
import { addDays, type Period, startOfDay } from "../../words/period";
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

type Sql = Pick<Session, "sql">;
type InstanceTables = Tables & { i: Tables["visible_instance"] };

/** The last day before `end` on which an instance was seen, and on how many, counted up to `upTo`. */
const seenBefore = (end: string, upTo: number) => (of: ExpressionBuilder<InstanceTables, "i">) =>
  of
    .selectFrom((inner) =>
      inner
        .selectFrom("visible_instance_day as d")
        .select("d.day")
        .whereRef("d.instance_key", "=", "i.instance_key")
        .where("d.day", "<", end)
        .orderBy("d.day", "desc")
        .limit(upTo)
        .as("latest"),
    )
    .select(({ fn }) => [
      fn.max<string | null>("latest.day").as("last_day"),
      fn.countAll<number>().as("days"),
    ])
    .as("seen");

/** An instance's latest start before `end`. */
const startBefore = (end: string) => (of: ExpressionBuilder<InstanceTables, "i">) =>
  of
    .selectFrom("visible_instance_day as d")
    .select(["d.started_at", "d.attributes"])
    .whereRef("d.instance_key", "=", "i.instance_key")
    .where("d.day", "<", end)
    .where("d.started_at", "is not", null)
    .orderBy("d.day", "desc")
    .limit(1)
    .as("start");

const firstKey = "00000000-0000-0000-0000-000000000000";

/**
 * Instances that were seen in the period or in the widest window before its end, and are counted by its end: seen on
 * enough days, started at least once, and no example of the documentation. Attributes are those of the latest start.
 */
function selectCounted({ sql }: Sql, { start, end }: Period, countAfterDays: number, after: string) {
  const windowStart = [addDays(end, -widestWindowDays), start].sort()[0] ?? start;
  return sql
    .selectFrom("visible_instance as i")
    .innerJoinLateral(seenBefore(end, countAfterDays), (join) => join.onTrue())
    .innerJoinLateral(startBefore(end), (join) => join.onTrue())
    .select(["i.instance_key", "i.edition", "start.attributes"])
    .select((of) => of.ref("seen.last_day").$notNull().as("last_day"))
    .where("i.instance_key", ">", after)
    .where("i.example", "=", false)
    .where("i.first_seen", "<", startOfDay(end))
    .where("i.last_seen", ">=", startOfDay(windowStart))
    .where("seen.last_day", ">=", windowStart)
    .where("seen.days", ">=", countAfterDays)
    .orderBy("i.instance_key")
    .limit(pageInstances);
}

type InstanceRow = InferResult<ReturnType<typeof selectCounted>>[number];

/**
 * Reads the counted instances of a period, a page at a time so that no statement keeps others waiting for long.
 * A row that cannot be read is skipped and counted; it stops nothing.
 */
export async function* loadFrames(
  session: Sql,
  period: Period,
  { countAfterDays }: CountingRule,
): AsyncGenerator<FramePage> {
  for (let after = firstKey; ; ) {
    const instances = await selectCounted(session, period, countAfterDays, after).execute();
    yield await readPage(session, period, instances);
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
  session: Sql,
  key: string,
  period: Period,
  { countAfterDays }: CountingRule,
): Promise<InstanceFrame | null> {
  const row = await session.sql
    .selectFrom("visible_instance as i")
    .innerJoinLateral(seenBefore(period.end, countAfterDays), (join) => join.onTrue())
    .leftJoinLateral(startBefore(period.end), (join) => join.onTrue())
    .select([
      "i.instance_key",
      "i.edition",
      "seen.last_day",
      "seen.days",
      "start.attributes",
      "start.started_at",
    ])
    .where("i.instance_key", "=", key)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { last_day, days, started_at } = row;
  const { frames } =
    last_day === null ? { frames: [] } : await readPage(session, period, [{ ...row, last_day }]);
  return { daysSeen: days, hasStarted: started_at !== null, frame: frames[0] ?? null };
}

async function readPage(session: Sql, period: Period, instances: readonly InstanceRow[]): Promise<FramePage> {
  const active = instances.filter((row) => row.last_day >= period.start).map((row) => row.instance_key);
  const [events, cloneTimes, values] = await Promise.all([
    readCounts(session, active, period, (of) =>
      of
        .selectFrom("visible_instance_day_event")
        .select(["instance_key", "day", "event_type as name", "events as n"])
        .as("counted"),
    ),
    readCounts(session, active, period, (of) =>
      of
        .selectFrom("visible_instance_day_clone_time")
        .select(["instance_key", "day", "clones as n"])
        .select((column) => column.cast<string>("bucket", "text").as("name"))
        .as("counted"),
    ),
    readCounts(session, active, period, (of) =>
      of
        .selectFrom("visible_instance_day_value")
        .select(["instance_key", "day", "events as n"])
        .select(text<string>`field || ' ' || value`.as("name"))
        .as("counted"),
    ),
  ]);
  const frames: Frame[] = [];
  for (const { instance_key, edition, last_day, attributes } of instances) {
    const parsed = attributesSchema.safeParse(attributes);
    if (!parsed.success) continue;
    frames.push({
      edition,
      attributes: parsed.data,
      isActive: last_day >= period.start,
      lastDay: last_day,
      events: new Map(Object.entries(events.get(instance_key) ?? {})),
      values: byField(values.get(instance_key) ?? {}),
      cloneTimes: new Map(
        Object.entries(cloneTimes.get(instance_key) ?? {}).map(([bucket, clones]) => [
          Number(bucket),
          clones,
        ]),
      ),
    });
  }
  return { frames, skipped: instances.length - frames.length };
}

interface Counted {
  readonly instance_key: string;
  readonly day: string;
  readonly name: string;
  readonly n: number;
}

/** What was counted of some instances in a period, added up by name. */
async function readCounts(
  { sql }: Sql,
  keys: readonly string[],
  { start, end }: Period,
  select: (of: ExpressionBuilder<Tables, never>) => AliasedExpression<Counted, "counted">,
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const rows = await sql
    .selectFrom((outer) =>
      outer
        .selectFrom(select)
        .select(({ fn }) => ["counted.instance_key", "counted.name", fn.sum<number>("counted.n").as("n")])
        .where("counted.instance_key", "=", anyOf(keys, "uuid"))
        .where("counted.day", ">=", start)
        .where("counted.day", "<", end)
        .groupBy(["counted.instance_key", "counted.name"])
        .as("summed"),
    )
    .select((of) => [
      "summed.instance_key",
      of.fn<Readonly<Record<string, number>>>("jsonb_object_agg", ["summed.name", "summed.n"]).as("counts"),
    ])
    .groupBy("summed.instance_key")
    .execute();
  return new Map(rows.map(({ instance_key, counts }) => [instance_key, counts]));
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
