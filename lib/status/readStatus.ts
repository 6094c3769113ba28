import { shared } from "../caching/shared";
import type { Session } from "../database/types";
import { refusalOf } from "../http/problems";
import {
  type ObjectiveReading,
  publishObjective,
  readObjective,
  readRequestDays,
} from "../objective/readObjective";
import type { SpoolState } from "../spool/spool";
import type { UnknownName } from "../statistics/count/unknownNames";
import type { Door } from "../statistics/publish/door";
import { dayOf, daysUpTo } from "../words/period";
import { nextPowerOfTen, publishSpool, readSpool, type SpoolReading } from "./readSpool";
import { countOtherNames, readPublishedNames } from "./readUnknownNames";

/** A UTC day: events by the day they happened on, refusals by the day they were answered on. */
export interface StatusDay {
  readonly day: string;
  readonly accepted: number;
  readonly refused: number;
}

/** A reason of refusals in the window; `text` is its sentence, `status` HTTP's. */
export interface StatusReason {
  readonly reason: string;
  readonly text: string;
  readonly status: number | null;
  readonly refusals: number;
  /** The last day on which something was refused for it; null where that is not published. */
  readonly lastDay: string | null;
  /** Most frequent first. Names of the catalogue, "" where the request did not get as far. */
  readonly places: readonly {
    readonly eventType: string;
    readonly field: string;
    readonly refusals: number;
  }[];
}

/** What arrived in the last 28 days, example instances included. Days are UTC, `YYYY-MM-DD`. */
export interface StatusReading {
  /** ISO 8601. */
  readonly computedAt: string;
  /** When this process opened its database; ISO 8601. */
  readonly startedAt: string;
  /** True while the database takes no events. */
  readonly isAway: boolean;
  /** When events were last stored here, ISO 8601; null before the first since the start, and where it is not published. */
  readonly lastStoredAt: string | null;
  /** How what is promised to engines was kept. */
  readonly objective: ObjectiveReading;
  /** What of that everybody may see where figures are published. */
  readonly publishedObjective: ObjectiveReading;
  /** 28 days, oldest first; the last is today and unfinished. */
  readonly days: readonly StatusDay[];
  /** Most frequent first. */
  readonly reasons: readonly StatusReason[];
  /** What was sent and is not in the catalogue; most frequent first. */
  readonly unknownFields: readonly {
    readonly eventType: string;
    readonly path: string;
    readonly events: number;
    readonly lastDay: string;
  }[];
  /** Of all that is not in the catalogue, fields and event types, what everybody may see the name of; and how many others there are. */
  readonly unknownNames: { readonly shown: readonly UnknownName[]; readonly others: number };
  /** Calls of the CI observer that were answered: all that is kept of them. */
  readonly observerCalls: number;
  /** What waits on the disk for the database; null where it is switched off. */
  readonly spool: SpoolReading | null;
  readonly statistics: {
    /** Closed periods whose figures are there. */
    readonly periods: number;
    /** When the last of them was counted, ISO 8601; null before the first. */
    readonly computedAt: string | null;
    /** Instances left out of a closed period because what is stored of them cannot be read. */
    readonly skipped: number;
    /** Weeks that are held for review. */
    readonly held: number;
  };
}

/** Days the status looks back on, with today. */
export const statusWindowDays = 28;

type Sql = Pick<Session, "sql">;

/** Days, `YYYY-MM-DD`, both included. */
interface Window {
  readonly first: string;
  readonly last: string;
}

const shownPlaces = 5;
const shownUnknownFields = 100;

/** Reads the status from the roll-ups; all callers share a reading for five seconds. */
export function createStatusReader(
  database: Sql,
  {
    startedAt,
    door,
    isPublished = false,
    now = () => new Date(),
    spoolState = () => null,
    received = () => ({ isAway: false, lastStoredAt: null }),
  }: {
    readonly startedAt: Date;
    readonly door: Pick<Door, "figure" | "blur">;
    /** Where what arrived is not told by day, nobody adds it up. */
    readonly isPublished?: boolean;
    readonly now?: () => Date;
    readonly spoolState?: () => SpoolState | null;
    /** How the side that answers engines is at this moment. */
    readonly received?: () => Pick<StatusReading, "isAway" | "lastStoredAt">;
  },
): () => Promise<StatusReading> {
  return shared(5_000, async () => {
    const at = now();
    const days = daysUpTo(dayOf(at), statusWindowDays);
    const window = { first: days.at(0) ?? "", last: days.at(-1) ?? "" };
    const [accepted, refused, unknownFields, shown, observerCalls, statistics, requests] = await Promise.all([
      isPublished ? new Map<string, number>() : readAccepted(database, window),
      readRefused(database, window),
      readUnknownFields(database, window),
      readPublishedNames(database, door),
      readObserverCalls(database, window),
      readStatisticsState(database),
      readRequestDays(database, at),
    ]);
    const { isAway, lastStoredAt } = received();
    return {
      computedAt: at.toISOString(),
      startedAt: startedAt.toISOString(),
      isAway,
      lastStoredAt,
      objective: readObjective(requests),
      publishedObjective: publishObjective(requests, { now: at, blur: door.blur }),
      days: days.map((day) => ({
        day,
        accepted: accepted.get(day) ?? 0,
        refused: sum(refused.filter((row) => row.day === day)),
      })),
      reasons: byReason(refused),
      unknownFields,
      unknownNames: { shown, others: await countOtherNames(database, window, shown) },
      observerCalls,
      spool: readSpool(spoolState()),
      statistics,
    };
  });
}

/** What of the status everybody may see where figures are published: no days, no places, names that passed the door, and of counts their size. */
export function publishStatus(status: StatusReading): StatusReading {
  return {
    ...status,
    lastStoredAt: null,
    objective: status.publishedObjective,
    days: [],
    unknownFields: [],
    unknownNames: {
      shown: status.unknownNames.shown,
      others: status.unknownNames.others === 0 ? 0 : nextPowerOfTen(status.unknownNames.others),
    },
    observerCalls: 0,
    spool: publishSpool(status.spool),
    reasons: status.reasons.map((one) => ({
      ...one,
      refusals: nextPowerOfTen(one.refusals),
      lastDay: null,
      places: [],
    })),
  };
}

async function readStatisticsState({ sql }: Sql): Promise<StatusReading["statistics"]> {
  const row = await sql
    .selectFrom("statistic_period")
    .select((of) => [
      of.fn.countAll<number>().as("periods"),
      of.fn.max<Date | null>("computed_at").as("computed_at"),
      of.fn.sum<number | null>("skipped").as("skipped"),
      of.fn
        .countAll<number>()
        .filterWhere((row) => row.and([row("held_at", "is not", null), row("released_at", "is", null)]))
        .as("held"),
    ])
    .executeTakeFirst();
  return {
    periods: row?.periods ?? 0,
    computedAt: row?.computed_at?.toISOString() ?? null,
    skipped: row?.skipped ?? 0,
    held: row?.held ?? 0,
  };
}

async function readAccepted({ sql }: Sql, { first, last }: Window) {
  const rows = await sql
    .selectFrom("visible_instance_day_event")
    .select(({ fn }) => ["day", fn.sum<number>("events").as("events")])
    .where("day", ">=", first)
    .where("day", "<=", last)
    .groupBy("day")
    .execute();
  return new Map(rows.map(({ day, events }) => [day, events]));
}

function readRefused({ sql }: Sql, { first, last }: Window) {
  return sql
    .selectFrom("refusal_day")
    .selectAll()
    .where("day", ">=", first)
    .where("day", "<=", last)
    .orderBy("day")
    .orderBy("reason")
    .orderBy("event_type")
    .orderBy("field")
    .execute();
}

type RefusedRow = Awaited<ReturnType<typeof readRefused>>[number];

async function readObserverCalls({ sql }: Sql, { first, last }: Window): Promise<number> {
  const row = await sql
    .selectFrom("call_day")
    .select(({ fn }) => fn.sum<number | null>("calls").as("calls"))
    .where("day", ">=", first)
    .where("day", "<=", last)
    .executeTakeFirst();
  return row?.calls ?? 0;
}

async function readUnknownFields({ sql }: Sql, { first, last }: Window) {
  const rows = await sql
    .selectFrom("unknown_field_day")
    .select(({ fn }) => [
      "event_type",
      "path",
      fn.sum<number>("events").as("events"),
      fn.max<string>("day").as("last_day"),
    ])
    .where("day", ">=", first)
    .where("day", "<=", last)
    .groupBy(["event_type", "path"])
    .orderBy("events", "desc")
    .orderBy("event_type")
    .orderBy("path")
    .limit(shownUnknownFields)
    .execute();
  return rows.map(({ event_type, last_day, ...row }) => ({
    ...row,
    eventType: event_type,
    lastDay: last_day,
  }));
}

function byReason(rows: readonly RefusedRow[]): StatusReason[] {
  return [...groupsOf(rows, ({ reason }) => reason)]
    .map(([reason, ofReason]) => ({
      reason,
      // A reason of an older version of this service keeps its name and has no sentence any more.
      text: refusalOf(reason)?.text ?? reason,
      status: refusalOf(reason)?.status ?? null,
      refusals: sum(ofReason),
      lastDay: ofReason.at(-1)?.day ?? null,
      places: placesOf(ofReason),
    }))
    .sort((a, b) => b.refusals - a.refusals || a.reason.localeCompare(b.reason));
}

function placesOf(rows: readonly RefusedRow[]): StatusReason["places"] {
  const places = groupsOf(rows, ({ event_type, field }) => `${event_type} ${field}`);
  return [...places.values()]
    .map((ofPlace) => ({
      eventType: ofPlace[0]?.event_type ?? "",
      field: ofPlace[0]?.field ?? "",
      refusals: sum(ofPlace),
    }))
    .sort((a, b) => b.refusals - a.refusals)
    .slice(0, shownPlaces);
}

function groupsOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function sum(rows: readonly { readonly refusals: number }[]): number {
  return rows.reduce((total, { refusals }) => total + refusals, 0);
}
