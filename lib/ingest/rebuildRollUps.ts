import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { countedBy } from "../catalogue";
import { keepFoldsOut } from "../database/openFolds";

import { recordset } from "../database/recordset";
import type { Database, Session } from "../database/types";
import { startOfDay } from "../words/period";
import { dayColumns, packDay } from "./packDay";
import { type RollUp, rollUp } from "./rollUp";

type Rows = Pick<Session, "withErased">;

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly instances: number;
  readonly events: number;
  /** Of the work, from 0 to 1: keys are spread evenly, so the last one says it. */
  readonly share: number;
  /** The key through which all is done: where a rebuild that was stopped goes on. */
  readonly through: string;
}

export interface RebuildReport {
  readonly instances: number;
  readonly events: number;
  /** One line per instance and what of it did not hold what the raw events say. Empty is what it should be. */
  readonly differences: readonly string[];
}

interface RebuildOptions {
  /** First day (`YYYY-MM-DD`) of which all raw events are there. */
  readonly horizon: string;
  readonly checkOnly: boolean;
  /** Instances up to this key are left out: a rebuild before did them. */
  readonly after?: string;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** For some instances, each of which may have sent millions of events. */
const rangeTimeoutMs = 3_600_000;
/** What events and roll-ups say is read as of one moment. */
const asOfNow = "set transaction isolation level repeatable read, read only";
/** Instances whose sums are in memory at a time: what that takes does not depend on how many events there are. */
const rangeInstances = 100;
const pageEvents = 5_000;
const dataSchema = z.record(z.string(), z.unknown());
const countedBySchema = z.enum(countedBy);
const firstKey = "00000000-0000-0000-0000-000000000000";
const lastKey = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * Recomputes the roll-ups from the raw events in one pass, in the order of keys, reports what differs and, unless `checkOnly`,
 * puts it right. Safe while events arrive: events whose fold is open are left to it, the instances of a range are compared as they
 * were at one moment, and while one is put right no fold adds anything. Days whose raw events are gone by retention are left as they are.
 */
export async function rebuildRollUps(database: Database, options: RebuildOptions): Promise<RebuildReport> {
  const inTime = { timeoutMs: rangeTimeoutMs };
  const differences: string[] = [];
  let instances = 0;
  let events = 0;
  for (let after = options.after ?? firstKey; after !== lastKey; ) {
    const range = await database.transaction(async (session) => {
      await session.query(asOfNow);
      const through = await endOfRange(session, after);
      return { through, ...(await compareRange(session, { after, through }, options.horizon)) };
    }, inTime);
    for (const { key, what } of range.differences) {
      if (!options.checkOnly)
        await database.transaction((session) => repair(session, key, options.horizon), inTime);
      differences.push(...what.map((part) => `${part} of ${key}`));
    }
    instances += range.instances;
    events += range.events;
    after = range.through;
    options.onProgress?.({ instances, events, share: shareOf(after), through: after });
  }
  return { instances, events, differences };
}

/** Keys are hashes: so much of all of them is not greater. */
function shareOf(key: string): number {
  return Number.parseInt(key.slice(0, 8), 16) / 0xffffffff;
}

/** Keys greater than the one and up to the other. */
interface Range {
  readonly after: string;
  readonly through: string;
}

async function endOfRange({ withErased }: Rows, after: string): Promise<string> {
  const row = await withErased
    .selectFrom("instance")
    .select("instance_key")
    .where("instance_key", ">", after)
    .orderBy("instance_key")
    .offset(rangeInstances - 1)
    .limit(1)
    .executeTakeFirst();
  return row?.instance_key ?? lastKey;
}

/** What is stored of an instance beside its days. */
type InstanceTimes = Pick<RollUp, "first_seen" | "last_seen" | "known_since" | "start">;

interface Stored {
  instance: InstanceTimes | null;
  readonly days: Map<string, unknown>;
}

async function readStored({ withErased }: Rows, { after, through }: Range, horizon: string) {
  const found = new Map<string, Stored>();
  const of = (key: string): Stored => {
    const stored: Stored = found.get(key) ?? { instance: null, days: new Map() };
    found.set(key, stored);
    return stored;
  };
  const instances = await withErased
    .selectFrom("instance")
    .select([
      "instance_key",
      "first_seen",
      "last_seen",
      "known_since",
      "started_at",
      "start_id",
      "attributes",
    ])
    .where("instance_key", ">", after)
    .where("instance_key", "<=", through)
    .execute();
  for (const row of instances)
    of(row.instance_key).instance = {
      first_seen: row.first_seen.toISOString(),
      last_seen: row.last_seen.toISOString(),
      known_since: row.known_since?.toISOString() ?? null,
      start:
        row.started_at === null || row.start_id === null
          ? null
          : { started_at: row.started_at.toISOString(), start_id: row.start_id, attributes: row.attributes },
    };
  const days = await withErased
    .selectFrom("instance_day")
    .select([
      "instance_key",
      "day",
      "known_at",
      "started_at",
      "start_id",
      "attributes",
      "events",
      "counted_values",
    ])
    .select((column) => column.cast<string | null>("clone_times", "text").as("clone_times"))
    .where("instance_key", ">", after)
    .where("instance_key", "<=", through)
    .where("day", ">=", horizon)
    .execute();
  for (const { known_at, started_at, ...row } of days)
    of(row.instance_key).days.set(row.day, {
      ...row,
      known_at: known_at.toISOString(),
      started_at: started_at?.toISOString() ?? null,
    });
  return found;
}

/** Adds up the events of some instances, page by page. */
async function sumEvents({ withErased }: Rows, { after, through }: Range, horizon: string) {
  const open = new Map(
    (await withErased.selectFrom("fold").select(["id", "through"]).execute()).map((fold) => [
      String(fold.id),
      fold.through,
    ]),
  );
  const isLeftToFold = (fold: number | bigint | null, key: string) => {
    if (fold === null || open.size === 0) return false;
    const counted = open.get(String(fold));
    return counted !== undefined && (counted === null || counted < key);
  };
  const sums = new Map<string, RollUp>();
  let events = 0;
  let last = { instance_key: after, event_time: new Date("9999-12-31"), id: lastKey };
  for (;;) {
    const page = await withErased
      .selectFrom("event")
      .select(["instance_key", "event_time", "id", "event_type", "received_at", "data", "counted_by", "fold"])
      .where((of) =>
        of(
          of.refTuple("instance_key", "event_time", "id"),
          ">",
          of.tuple(last.instance_key, last.event_time, last.id),
        ),
      )
      .where("instance_key", "<=", through)
      .where("event_time", ">=", startOfDay(horizon))
      .where("counted_by", "<>", "keyless")
      .orderBy("instance_key")
      .orderBy("event_time")
      .orderBy("id")
      .limit(pageEvents)
      .execute();
    for (const { instance_key, fold, event_time, received_at, data, counted_by, ...event } of page) {
      if (isLeftToFold(fold, instance_key)) continue;
      events += 1;
      const sum = rollUp(
        {
          ...event,
          event_time: event_time.toISOString(),
          received_at: received_at.toISOString(),
          data: dataSchema.parse(data),
          counted_by: countedBySchema.parse(counted_by),
        },
        sums.get(instance_key),
      );
      sums.set(instance_key, sum);
    }
    const end = page.at(-1);
    if (end === undefined || page.length < pageEvents) return { sums, events };
    last = end;
  }
}

interface Difference {
  readonly key: string;
  /** The table, and of a day's row what is counted. */
  readonly what: readonly string[];
  /** What the roll-ups must hold; null where nothing. */
  readonly wanted: { readonly instance: InstanceTimes; readonly days: readonly WantedDay[] } | null;
}

type WantedDay = ReturnType<typeof packDay>;

/** What a row of a day holds, by the name under which it is reported. */
const partsOfDay = {
  instance_day: ["known_at", "started_at", "start_id", "attributes"],
  "instance_day.events": ["events"],
  "instance_day.clone_times": ["clone_times"],
  "instance_day.counted_values": ["counted_values"],
} as const;

async function compareRange(
  session: Session,
  range: Range,
  horizon: string,
): Promise<{ instances: number; events: number; differences: Difference[] }> {
  const stored = await readStored(session, range, horizon);
  const { sums, events } = await sumEvents(session, range, horizon);
  const keys = [...new Set([...stored.keys(), ...sums.keys()])].sort();
  const differences = keys.flatMap(
    (key) => compareInstance(key, stored.get(key), sums.get(key), horizon) ?? [],
  );
  return { instances: keys.length, events, differences };
}

function compareInstance(
  key: string,
  stored: Stored | undefined,
  sum: RollUp | undefined,
  horizon: string,
): Difference | null {
  const what: string[] = [];
  const instance = sum === undefined ? null : wantedInstance(stored?.instance ?? null, sum, horizon);
  if (instance !== null && !isDeepStrictEqual(stored?.instance, instance)) what.push("instance");
  const days = [...(sum?.days ?? [])].map(([day, rolled]) => packDay(key, day, rolled));
  const wanted = new Map<string, unknown>(days.map((day) => [day.day, day]));
  const all = new Set([...wanted.keys(), ...(stored?.days.keys() ?? [])]);
  for (const [part, columns] of Object.entries(partsOfDay)) {
    const isSame = [...all].every((day) =>
      columns.every((column) =>
        isDeepStrictEqual(columnOf(stored?.days.get(day), column), columnOf(wanted.get(day), column)),
      ),
    );
    if (!isSame) what.push(part);
  }
  return what.length === 0 ? null : { key, what, wanted: instance === null ? null : { instance, days } };
}

function columnOf(row: unknown, column: string): unknown {
  return (row as Readonly<Record<string, unknown>> | undefined)?.[column];
}

/** What began before the horizon is known only from what is stored. */
function wantedInstance(stored: InstanceTimes | null, sum: RollUp, horizon: string): InstanceTimes {
  const isOld = stored !== null && stored.first_seen < horizon;
  const oldStart = stored?.start != null && stored.start.started_at < horizon ? stored.start : null;
  return {
    first_seen: isOld ? stored.first_seen : sum.first_seen,
    last_seen: sum.last_seen,
    known_since: earlier(isOld ? stored.known_since : null, sum.known_since),
    start: sum.start ?? oldStart,
  };
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** Compares an instance again, now that no fold adds anything, and puts right what differs. */
async function repair(session: Session, key: string, horizon: string): Promise<void> {
  await keepFoldsOut(session);
  const { differences } = await compareRange(session, { after: before(key), through: key }, horizon);
  const { withErased } = session;
  for (const { what, wanted } of differences) {
    if (wanted !== null && what.includes("instance")) await repairInstance(session, key, wanted.instance);
    if (what.every((part) => part === "instance")) continue;
    await withErased
      .deleteFrom("instance_day")
      .where("instance_key", "=", key)
      .where("day", ">=", horizon)
      .execute();
    if (wanted === null || wanted.days.length === 0) continue;
    await withErased
      .insertInto("instance_day")
      .columns(dayColumns)
      .expression(
        withErased
          .selectFrom(recordset("instance_day", dayColumns, wanted.days))
          .select(dayColumns.map((column) => `r.${column}` as const)),
      )
      .execute();
  }
}

/** The greatest key that is less. */
function before(key: string): string {
  const digits = (BigInt(`0x${key.replaceAll("-", "")}`) - 1n).toString(16).padStart(32, "0");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function repairInstance(
  { withErased }: Rows,
  key: string,
  { start, ...times }: InstanceTimes,
): Promise<void> {
  const values = {
    ...times,
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
