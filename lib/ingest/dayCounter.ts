import type { Kysely } from "kysely";
import { createCache } from "../caching/cache";
import { describeColumns, recordset, type SentRow } from "../database/recordset";
import type { Tables } from "../database/tables";
import type { Session } from "../database/types";
import { dayOf, periodOf } from "../words/period";
import type { PlatformCallName } from "./calls";
import { countablePath, otherName } from "./countablePath";
import type { Refusal } from "./refusal";

interface Count {
  readonly day: string;
  readonly reason: string;
  readonly event_type: string;
  readonly field: string;
  readonly count: number;
}

/** Counts that wait to be added to a table. */
class CountBuffer {
  #counts = new Map<string, Count>();

  constructor(readonly write: (counts: readonly Count[]) => Promise<unknown>) {}

  add(added: Count): void {
    const key = `${added.day} ${added.reason} ${added.event_type} ${added.field}`;
    const count = (this.#counts.get(key)?.count ?? 0) + added.count;
    this.#counts.set(key, { ...added, count });
  }

  /** What cannot be written is kept for the next time. @throws what the database says of it */
  async flush(): Promise<void> {
    if (this.#counts.size === 0) return;
    const taken = [...this.#counts.values()];
    this.#counts = new Map();
    try {
      await this.write(taken);
    } catch (error) {
      for (const count of taken) this.add(count);
      throw error;
    }
  }
}

const timeoutMs = 5_000;

/** In the order of the key, so that processes do not wait for each other in circles. */
function addRefusals(sql: Kysely<Tables>, counts: readonly Count[]): Promise<unknown> {
  const columns = ["day", "reason", "event_type", "field", "refusals"] as const;
  const rows = counts.map(({ count, ...row }) => ({ ...row, refusals: count }));
  return sql
    .insertInto("refusal_day")
    .columns(columns)
    .expression((of) =>
      of
        .selectFrom(recordset("refusal_day", columns, rows))
        .select(columns)
        .orderBy("day")
        .orderBy("reason")
        .orderBy("event_type")
        .orderBy("field"),
    )
    .onConflict((on) =>
      on
        .columns(["day", "reason", "event_type", "field"])
        .doUpdateSet((row) => ({ refusals: row("refusal_day.refusals", "+", row.ref("excluded.refusals")) })),
    )
    .execute();
}

function addUnknownFields(sql: Kysely<Tables>, counts: readonly Count[]): Promise<unknown> {
  const columns = ["day", "event_type", "path", "events"] as const;
  const rows = counts.map(({ day, event_type, field, count }) => ({
    day,
    event_type,
    path: field,
    events: count,
  }));
  return sql
    .insertInto("unknown_field_day")
    .columns(columns)
    .expression((of) =>
      of
        .selectFrom(recordset("unknown_field_day", columns, rows))
        .select(columns)
        .orderBy("day")
        .orderBy("event_type")
        .orderBy("path"),
    )
    .onConflict((on) =>
      on
        .columns(["day", "event_type", "path"])
        .doUpdateSet((row) => ({ events: row("unknown_field_day.events", "+", row.ref("excluded.events")) })),
    )
    .execute();
}

function addCalls(sql: Kysely<Tables>, counts: readonly Count[]): Promise<unknown> {
  const columns = ["day", "call", "calls"] as const;
  const rows = counts.map(({ day, field, count }) => ({ day, call: field, calls: count }));
  return sql
    .insertInto("call_day")
    .columns(columns)
    .expression((of) =>
      of
        .selectFrom(recordset("call_day", columns, rows))
        .select(columns)
        .orderBy("day")
        .orderBy("call"),
    )
    .onConflict((on) =>
      on
        .columns(["day", "call"])
        .doUpdateSet((row) => ({ calls: row("call_day.calls", "+", row.ref("excluded.calls")) })),
    )
    .execute();
}

/** Names a sender can invent are counted apart up to this many a day; what comes after is counted together. */
const maximumNames = 2_000;
/** And of one instance: whoever invents names leaves room for the others. */
const namesOfInstance = 20;
/** Whose names are remembered, and how many wait to be written. */
const rememberedInstances = 100_000;
const waitingNames = 10_000;

/** Only of instances that are counted some day: nobody else's names are ever shown. */
const noteStatement = `
insert into instance_week_unknown (instance_key, week, event_type, path)
select r.instance_key, r.week, r.event_type, r.path
from instance
join jsonb_to_recordset($1::jsonb) as r(${describeColumns("instance_week_unknown", ["instance_key", "week", "event_type", "path"])})
  on instance.instance_key = r.instance_key
where instance.known_since is not null
order by r.instance_key, r.week, r.event_type, r.path
on conflict do nothing`;

/** The statements that are text here. */
export const noteStatements = [noteStatement] as const;

/**
 * Counts refusals, unknown fields and unread calls by day in memory and adds them to the database every few seconds, so that a
 * flood of bad requests costs no writes. A crash loses the counts of the last seconds, never an event.
 */
export class DayCounter {
  readonly #now: () => Date;
  readonly #refusals: CountBuffer;
  readonly #unknownFields: CountBuffer;
  readonly #calls: CountBuffer;
  readonly #database: Pick<Session, "query">;
  #names = { day: "", seen: new Set<string>() };
  /** What each instance sent this week, written or waiting. */
  readonly #ofInstances = createCache<string, Set<string>>({ limit: rememberedInstances });
  #noted: SentRow<"instance_week_unknown", "instance_key" | "week" | "event_type" | "path">[] = [];
  #flushing: Promise<void> = Promise.resolve();

  readonly #onRefused: ((reason: string) => void) | undefined;

  /** @param onRefused told of each refusal, by its reason */
  constructor(
    database: Pick<Session, "within" | "query">,
    now: () => Date,
    onRefused?: (reason: string) => void,
  ) {
    this.#now = now;
    this.#onRefused = onRefused;
    this.#database = database;
    const sql = database.within(timeoutMs);
    this.#refusals = new CountBuffer((counts) => addRefusals(sql, counts));
    this.#unknownFields = new CountBuffer((counts) => addUnknownFields(sql, counts));
    this.#calls = new CountBuffer((counts) => addCalls(sql, counts));
  }

  countRefusal({ reason, eventType, field }: Refusal): void {
    this.#onRefused?.(reason);
    const isInvented = reason === "unknown_event_type" && eventType !== "";
    const name = isInvented ? this.#boundName(eventType) : eventType;
    this.#refusals.add({ day: this.#day(), reason, event_type: name, field, count: 1 });
  }

  /** @param paths of fields that the catalogue does not know; a path that could hold a value is not kept */
  countUnknownFields(eventType: string, paths: readonly string[], instanceKey: string): void {
    for (const path of paths) {
      const countable = countablePath(path);
      const isNamed = countable !== otherName && this.noteUnknown(instanceKey, eventType, countable);
      const field = isNamed ? this.#boundName(countable) : otherName;
      this.#unknownFields.add({ day: this.#day(), reason: "", event_type: eventType, field, count: 1 });
    }
  }

  /**
   * Notes that an instance sent a name that is not in the catalogue: of a field, or without a path of an event type.
   * @returns false where it sent so many others this week that this one is not looked at
   */
  noteUnknown(instanceKey: string, eventType: string, path: string): boolean {
    const week = periodOf("week", this.#day()).start;
    const of = `${week} ${instanceKey}`;
    const names = this.#ofInstances.get(of) ?? new Set();
    const name = `${eventType} ${path}`;
    if (names.has(name)) return true;
    if (names.size >= namesOfInstance || this.#noted.length >= waitingNames) return false;
    this.#ofInstances.set(of, names.add(name));
    this.#noted.push({ instance_key: instanceKey, week, event_type: eventType, path });
    return true;
  }

  /** Counts a call of which nothing else is kept. */
  countCall(name: PlatformCallName): void {
    this.#calls.add({ day: this.#day(), reason: "", event_type: "", field: name, count: 1 });
  }

  /** Adds what was counted to the database, one flush after another. @throws DatabaseError where it could not */
  flush(): Promise<void> {
    const flushed = this.#flushing.then(async () => {
      await this.#refusals.flush();
      await this.#unknownFields.flush();
      await this.#calls.flush();
      await this.#writeNoted();
    });
    this.#flushing = flushed.catch(() => {});
    return flushed;
  }

  async #writeNoted(): Promise<void> {
    const noted = this.#noted;
    if (noted.length === 0) return;
    await this.#database.query(noteStatement, [JSON.stringify(noted)], { timeoutMs });
    this.#noted = this.#noted.slice(noted.length);
  }

  #day(): string {
    return dayOf(this.#now());
  }

  #boundName(name: string): string {
    const day = this.#day();
    if (this.#names.day !== day) this.#names = { day, seen: new Set() };
    if (this.#names.seen.has(name)) return name;
    if (this.#names.seen.size >= maximumNames) return otherName;
    this.#names.seen.add(name);
    return name;
  }
}
