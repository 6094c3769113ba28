import { type AliasedExpression, type ExpressionBuilder, type InferResult, sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Tables } from "../../database/tables";
import type { Session } from "../../database/types";
import { addDays, type Period, startOfDay } from "../../words/period";
import { attributesSchema, type Frame, quarterDays } from "../declare/frame";
import type { MemberKeys } from "./members";
import { readBuilds } from "./readBuilds";
import { followingOf, readFollowed, readFollowedPart, untold } from "./readFollowed";
import { readPast } from "./readPast";
import { readUnknownNames } from "./unknownNames";

/** How far the widest window of active instances reaches back, in days. */
export const widestWindowDays = 28;

/** Who was silent for longer is in no count: two quarters tell who was lost. */
const longestSilenceDays = 2 * quarterDays;

const pageInstances = 500;

/** What decides whether an instance is counted. */
export interface CountingRule {
  /** True where nothing is published: contributions have no bound, and late events count. */
  readonly isPrivate: boolean;
  /** So many days must lie between two sightings of an instance, by the clock that counts, before it counts. */
  readonly countAfterDays: number;
  readonly memberKey: MemberKeys;
}

/** The frames of some instances, and how many instances had a row that cannot be read. */
export interface FramePage {
  readonly frames: readonly Frame[];
  readonly skipped: number;
}

type Sql = Pick<Session, "sql" | "query">;
type InstanceTables = Tables & { i: Tables["visible_instance"] };

/** The last day before `end` on which an instance was seen, and when that was known. */
const seenBefore =
  <Name extends string>(end: string, name: Name) =>
  (of: ExpressionBuilder<InstanceTables, "i">) =>
    of
      .selectFrom("visible_instance_day as d")
      .select(["d.day as last_day", "d.known_at"])
      .whereRef("d.instance_key", "=", "i.instance_key")
      .where("d.day", "<", end)
      .orderBy("d.day", "desc")
      .limit(1)
      .as(name);

/** From this moment on a sighting makes an instance count. */
const countsFrom = (countAfterDays: number) =>
  text<Date>`i.known_since + ${countAfterDays} * interval '24 hours'`;

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

/** Instances with keys greater than the one and up to the other. */
export interface KeyRange {
  readonly after: string;
  readonly through: string;
}

/** Keys are hashes: nobody's is the first or the last. */
export const allKeys: KeyRange = {
  after: "00000000-0000-0000-0000-000000000000",
  through: "ffffffff-ffff-ffff-ffff-ffffffffffff",
};

/**
 * Instances that were seen in the two quarters before the period's end, and are counted by then: known for long enough, started at least once, not excluded, and no example of the documentation. Attributes are those of the latest start.
 */
function selectCounted(
  { sql }: Sql,
  { start, end }: Period,
  { countAfterDays, knownBefore = start }: PageRule,
  { after, through }: KeyRange,
) {
  const silentSince = addDays(end, -longestSilenceDays);
  return sql
    .selectFrom("visible_instance as i")
    .innerJoinLateral(seenBefore(end, "seen"), (join) => join.onTrue())
    .leftJoinLateral(seenBefore(knownBefore, "before"), (join) => join.onTrue())
    .innerJoinLateral(startBefore(end), (join) => join.onTrue())
    .select(["i.instance_key", "i.edition", "seen.last_day", "start.attributes"])
    .select(text<boolean>`(before.known_at >= ${countsFrom(countAfterDays)}) is not true`.as("is_new"))
    .where("i.instance_key", ">", after)
    .where("i.instance_key", "<=", through)
    .where("i.example", "=", false)
    .where("i.excluded_at", "is", null)
    .where("i.first_seen", "<", startOfDay(end))
    .where("i.last_seen", ">=", startOfDay(silentSince))
    .where("seen.last_day", ">=", silentSince)
    .where("seen.known_at", ">=", countsFrom(countAfterDays))
    .orderBy("i.instance_key")
    .limit(pageInstances);
}

type InstanceRow = InferResult<ReturnType<typeof selectCounted>>[number];

export interface PageRule extends CountingRule {
  /** An instance that did not count by then is new; the period's first day where it is not given. */
  readonly knownBefore?: string;
  /** See `readFollowedPart`; it is read where it is not given. */
  readonly followedPart?: number;
}

/**
 * Reads the counted instances of a period, or of a range of keys, a page at a time so that no statement keeps others waiting for long.
 * A row that cannot be read is skipped and counted; it stops nothing.
 */
export async function* loadFrames(
  session: Sql,
  period: Period,
  rule: PageRule,
  { after: first, through }: KeyRange = allKeys,
): AsyncGenerator<FramePage> {
  const following = followingOf(rule.followedPart ?? (await readFollowedPart(session, period)));
  for (let after = first; ; ) {
    const instances = await selectCounted(session, period, rule, { after, through }).execute();
    yield await readPage(session, period, instances, { ...rule, following });
    const last = instances.at(-1);
    if (last === undefined || instances.length < pageInstances) return;
    after = last.instance_key;
  }
}

/** What decides whether one instance is counted in a period, and its frame. */
export interface InstanceFrame {
  /** From then on a sighting makes it count; null while nothing of it is counted. */
  readonly countsFrom: Date | null;
  /** True where it was seen since. */
  readonly isKnownLongEnough: boolean;
  readonly isExcluded: boolean;
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
  rule: CountingRule,
): Promise<InstanceFrame | null> {
  const row = await session.sql
    .selectFrom("visible_instance as i")
    .leftJoinLateral(seenBefore(period.end, "seen"), (join) => join.onTrue())
    .leftJoinLateral(startBefore(period.end), (join) => join.onTrue())
    .select([
      "i.instance_key",
      "i.edition",
      "i.excluded_at",
      "seen.last_day",
      "seen.known_at",
      "start.attributes",
      "start.started_at",
    ])
    .select(countsFrom(rule.countAfterDays).as("counts_from"))
    .where("i.instance_key", "=", key)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { last_day, known_at, counts_from, started_at } = row;
  const { frames } =
    last_day === null
      ? { frames: [] }
      : await readPage(session, period, [{ ...row, last_day, is_new: false }], {
          ...rule,
          following: followingOf(await readFollowedPart(session, period)),
        });
  return {
    countsFrom: counts_from,
    isKnownLongEnough: known_at !== null && counts_from !== null && known_at >= counts_from,
    isExcluded: row.excluded_at !== null,
    hasStarted: started_at !== null,
    frame: frames[0] ?? null,
  };
}

async function readPage(
  session: Sql,
  period: Period,
  instances: readonly InstanceRow[],
  {
    memberKey,
    following,
  }: Pick<CountingRule, "memberKey"> & { readonly following: (member: bigint) => boolean },
): Promise<FramePage> {
  const active = instances.filter((row) => row.last_day >= period.start).map((row) => row.instance_key);
  const past = await readPast(
    session,
    instances.map((row) => row.instance_key),
    period,
  );
  const [builds, told, events, cloneTimes, values, unknown] = await Promise.all([
    readBuilds(session, active, period),
    readFollowed(
      session,
      active.filter((key) => following(memberKey(key))),
      period,
      (key) => past.get(key)?.firstDay,
    ),
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
    readUnknownNames(session, active, period),
  ]);
  const frames: Frame[] = [];
  for (const { instance_key, edition, last_day, attributes, is_new } of instances) {
    const parsed = attributesSchema.safeParse(attributes);
    const before = past.get(instance_key);
    if (!parsed.success || before === undefined) continue;
    frames.push({
      ...before,
      member: memberKey(instance_key),
      isNew: is_new && last_day >= period.start,
      edition,
      attributes: parsed.data,
      isActive: last_day >= period.start,
      end: period.end,
      lastDay: last_day,
      builds: builds.get(instance_key) ?? [],
      ...(told.get(instance_key) ?? untold),
      events: new Map(Object.entries(events.get(instance_key) ?? {})),
      unknownNames: unknown.get(instance_key) ?? [],
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
