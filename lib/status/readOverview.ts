import { shared } from "../caching/shared";
import { catalogue } from "../catalogue";
import { isAway } from "../database/errors";
import { allOf, anyOf } from "../database/recordset";
import type { Database } from "../database/types";
import { addDays, dayOf, daysUpTo, startOfDay } from "../words/period";

/** How much arrived: today (UTC, unfinished), the last 28 days with today, and ever. */
export interface Totals {
  readonly today: number;
  readonly days28: number;
  readonly all: number;
}

/** What the overview shows. Days are UTC, `YYYY-MM-DD`, oldest first; example instances are in none of the counts. */
export interface OverviewReading {
  /** ISO 8601. */
  readonly computedAt: string;
  readonly today: string;
  readonly instances: Totals;
  readonly events: Totals;
  readonly perDay: {
    readonly days: readonly { readonly day: string; readonly counts: Readonly<Record<string, number>> }[];
    readonly types: readonly { readonly name: string; readonly title: string }[];
  };
  /** Events ever received from the documentation's example instance IDs. */
  readonly exampleEvents: number;
  /** Whether an event was ever refused. */
  readonly hasRefusals: boolean;
}

/** What an installation that publishes says of what arrived: nothing but what was tried with the documentation's examples. */
export type ExampleReading = Pick<OverviewReading, "computedAt" | "exampleEvents">;

/** Reads a few instances' roll-ups by their keys, however many there are; all callers share a reading for two seconds. */
export function createExampleReader(
  database: Database,
  exampleKeys: readonly string[],
  now: () => Date = () => new Date(),
): () => Promise<ExampleReading> {
  return shared(
    2_000,
    async () => ({
      computedAt: now().toISOString(),
      exampleEvents: await readExampleEvents(database, exampleKeys),
    }),
    survived,
  );
}

const windowDays = 28;
/** What was read last is shown on while the database is away. */
const survived = { isSurvived: isAway };

/**
 * Reads the overview of a private installation from the roll-ups; all callers share a reading for two seconds, and one of the days before the
 * window for a minute.
 * @param exampleKeys instance keys of the documentation's example IDs
 */
export function createOverviewReader(
  database: Database,
  exampleKeys: readonly string[],
  now: () => Date = () => new Date(),
): () => Promise<OverviewReading> {
  const earlierThan = (first: string) =>
    shared(
      60_000,
      async () => {
        const row = await database.sql
          .selectFrom("visible_instance_day_event")
          .select(({ fn }) => fn.sum<number | null>("events").as("events"))
          .where("day", "<", first)
          .where("instance_key", "<>", allOf(exampleKeys, "uuid"))
          .executeTakeFirst();
        return row?.events ?? 0;
      },
      survived,
    );
  let earlier = { first: "", read: earlierThan("") };
  const readEarlier = (first: string) => {
    if (earlier.first !== first) earlier = { first, read: earlierThan(first) };
    return earlier.read();
  };
  return shared(
    2_000,
    async () => {
      const at = now();
      const [instances, perDay, before, exampleEvents, hasRefusals] = await Promise.all([
        readInstances(database, exampleKeys, at),
        readPerDay(database, exampleKeys, at),
        readEarlier(firstDay(at)),
        readExampleEvents(database, exampleKeys),
        readHasRefusals(database),
      ]);
      const ofDay = (counts: Readonly<Record<string, number>>) =>
        Object.values(counts).reduce((sum, n) => sum + n, 0);
      const days28 = perDay.reduce((sum, day) => sum + ofDay(day.counts), 0);
      return {
        computedAt: at.toISOString(),
        today: dayOf(at),
        instances,
        events: { today: ofDay(perDay.at(-1)?.counts ?? {}), days28, all: days28 + before },
        perDay: { days: perDay, types: catalogue.types.map(({ name, title }) => ({ name, title })) },
        exampleEvents,
        hasRefusals,
      };
    },
    survived,
  );
}

async function readInstances({ sql }: Database, exampleKeys: readonly string[], at: Date): Promise<Totals> {
  const row = await sql
    .selectFrom("visible_instance")
    .select(({ fn }) => [
      fn
        .countAll<number>()
        .filterWhere("last_seen", ">=", startOfDay(dayOf(at)))
        .as("today"),
      fn
        .countAll<number>()
        .filterWhere("last_seen", ">=", startOfDay(firstDay(at)))
        .as("days28"),
      fn.countAll<number>().as("all"),
    ])
    .where("instance_key", "<>", allOf(exampleKeys, "uuid"))
    .executeTakeFirst();
  return row ?? { today: 0, days28: 0, all: 0 };
}

async function readPerDay({ sql }: Database, exampleKeys: readonly string[], at: Date) {
  const rows = await sql
    .selectFrom("visible_instance_day_event")
    .select(({ fn }) => ["day", "event_type", fn.sum<number>("events").as("events")])
    .where("day", ">=", firstDay(at))
    .where("day", "<=", dayOf(at))
    .where("instance_key", "<>", allOf(exampleKeys, "uuid"))
    .groupBy(["day", "event_type"])
    .execute();
  const days = daysUpTo(dayOf(at), windowDays).map((day) => ({ day, counts: {} as Record<string, number> }));
  const byDay = new Map(days.map((day) => [day.day, day.counts]));
  for (const row of rows) {
    const counts = byDay.get(row.day);
    if (counts !== undefined) counts[row.event_type] = row.events;
  }
  return days;
}

async function readExampleEvents(database: Database, exampleKeys: readonly string[]): Promise<number> {
  const row = await database.sql
    .selectFrom("visible_instance_day_event")
    .select(({ fn }) => fn.sum<number | null>("events").as("events"))
    .where("instance_key", "=", anyOf(exampleKeys, "uuid"))
    .executeTakeFirst();
  return row?.events ?? 0;
}

async function readHasRefusals(database: Database): Promise<boolean> {
  return (await database.prisma.refusalDay.findFirst({ select: { day: true } })) !== null;
}

function firstDay(at: Date): string {
  return addDays(dayOf(at), 1 - windowDays);
}
