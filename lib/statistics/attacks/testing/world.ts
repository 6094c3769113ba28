import { createHash } from "node:crypto";
import { catalogue } from "../../../catalogue";
import { ensurePartitions } from "../../../database/partitions";
import type { Database } from "../../../database/types";
import { type EventRow, keepEvent } from "../../../ingest/keepEvent";
import { writeEvents } from "../../../ingest/testing/writeEvents";
import { readCountedIn } from "../../../instances/compare/readCountedIn";
import { eraseInstance } from "../../../instances/erasure/eraseInstance";
import { takeTurn } from "../../../jobs/lease";
import { createStatusReader, publishStatus } from "../../../status/readStatus";
import { addDays, dayOf, periodOf } from "../../../words/period";
import { keepStatistics } from "../../count/keepStatistics";
import { crossedKey } from "../../declare/cross";
import type { Statistic } from "../../declare/declare";
import { restoreModeByFileSystemStatistic as crossing } from "../../declared/restoreModesByFileSystem";
import { findStatistic, statistics } from "../../declared/statistics";
import { type StatisticJson, statisticJsonSchema } from "../../export/statisticJson";
import { toCsv } from "../../export/toCsv";
import { toJson } from "../../export/toJson";
import { drawStatistic } from "../../picture/drawStatistic";
import type { Door } from "../../publish/door";
import { createStatisticReader } from "../../read/statisticReader";
import { testPseudonyms } from "../../testing/fleet";
import { offeredIntervals, parseView } from "../../view/view";
import type { Forged, Question, Stage, Victim } from "../attack";
import { octaveOf, reported } from "../marginals";
import { type Engine, firstDay, type Habit, makeEngines, pastWeeks, unsteady } from "./engines";
import { eventsOf } from "./eventsOf";
import { havePast } from "./past";
import type { Rules } from "./rules";

/** What attacks read that read only some: an attack on another statistic is told that there is none. */
export const attacked: readonly Statistic[] = statistics.filter(({ key }) =>
  [...reported, "editions", "clone-times", "active-instances", "events-received"].includes(key),
);

const baseUrl = "https://telemetry.example";
/** Two days after the last of the past weeks, when it is counted, and some hours. */
const begins = new Date(`${addDays(firstDay, pastWeeks * 7 + 2)}T06:00:00Z`);
const dayMs = 86_400_000;

/** A simulated installation: what an attack may use of it, and what is true. */
export interface World {
  readonly stage: Stage;
  truth(question: Question): string | null;
  /** The bytes of a statistic's JSON, table and picture. */
  files(key: string, parameters: Readonly<Record<string, string>>): Promise<readonly string[]>;
  /** From now on what is counted is published through this door. */
  publishThrough(door: Door): void;
}

/** Fills an empty database with a fleet's past, counted and published by the given rules as the weeks went by. */
export async function makeWorld(
  database: Database,
  {
    seed,
    rules,
    habit = "ordinary",
    counted = statistics,
  }: {
    readonly seed: number;
    readonly rules: Rules;
    readonly habit?: Habit;
    readonly counted?: readonly Statistic[];
  },
): Promise<World> {
  const engines = makeEngines(seed, habit);
  let now = new Date(`${firstDay}T00:00:00Z`);
  const { publication } = rules;
  await ensurePartitions(database, { now: new Date(begins.getTime() + 30 * dayMs), retentionDays: 200 });

  const count = async () => {
    if (rules.countsAgain) await database.query("delete from statistic_point");
    if (rules.countsAgain) await database.query("delete from statistic_period");
    await takeTurn(database, "statistics", (turn) =>
      keepStatistics(database, turn, { statistics: counted, ...publication, now: () => now }),
    );
  };
  /** Everything that real engines send until then, received as it happens. */
  const goOn = async (until: Date) => {
    const rows = engines.flatMap((engine) => eventsOf(engine, now, until));
    await write(database, rows);
    now = until;
  };
  const reader = (door: Door) =>
    createStatisticReader(database, {
      statistics: counted,
      publication: { ...publication, door },
      now: () => now,
    });

  // Not by the door: what is counted is not published yet.
  const { isPrivate, countAfterDays } = publication;
  const past = JSON.stringify([
    seed,
    habit,
    isPrivate,
    countAfterDays,
    rules.countsAgain,
    counted.map(({ key }) => key),
  ]);
  await havePast(database, createHash("sha256").update(past).digest("hex"), async () => {
    // A week after another, as they are counted.
    for (let week = 1; week <= pastWeeks && !isPrivate && !rules.countsAgain; week += 1) {
      await goOn(new Date(Date.parse(firstDay) + (week * 7 + 2) * dayMs + 3_600_000));
      await count();
    }
    await goOn(begins);
    await count();
  });
  now = begins;

  const readView = (key: string, parameters: Readonly<Record<string, string>>) => {
    const statistic = findStatistic(key);
    if (statistic === undefined) throw new RangeError(key);
    const offered = offeredIntervals(publication.isPrivate);
    return current.read(key, parseView(statistic, { range: "all", ...parameters }, offered).view);
  };
  const read = async (key: string, parameters: Readonly<Record<string, string>> = {}) => {
    const reading = await readView(key, parameters);
    const address = `${baseUrl}/statistics/${key}`;
    return statisticJsonSchema.parse(toJson(reading, { address, baseUrl }));
  };
  let current = reader(publication.door);
  const before = await read("file-systems");
  let present = before;

  const stage: Stage = {
    figures: {
      statistic: read,
      async whereItCounts(instanceId) {
        return readCountedIn(database, testPseudonyms.instanceKey(instanceId), {
          statistics: counted,
          publication,
          readStatistic: current.read,
          isExample: false,
          now: () => now,
        });
      },
      async eventsByDay() {
        const status = await createStatusReader(database, {
          door: publication.door,
          startedAt: begins,
          now: () => now,
        })();
        return (rules.hasStatusByDay ? status : publishStatus(status)).days;
      },
    },
    victims: engines
      .map((engine, index) => victimOf(engine, index, engines))
      .filter((_, index) => habit === "ordinary" || index === unsteady),
    today: () => dayOf(now),
    async pass(time) {
      await goOn(typeof time === "string" ? new Date(time) : new Date(now.getTime() + time * dayMs));
      await count();
      current = reader(publication.door);
      present = await read("file-systems");
    },
    async send(events) {
      await write(
        database,
        events.map((event) => forgedRow(event, now, rules.believesAll)),
      );
    },
    async erase({ name }) {
      await eraseInstance({ database, now }, { key: testPseudonyms.instanceKey(name), refuseEvents: false });
    },
    async buyEdition({ name }) {
      await database.query("update instance set edition = 'enterprise' where instance_key = $1", [
        testPseudonyms.instanceKey(name),
      ]);
    },
  };
  return {
    stage,
    async files(key, parameters) {
      const reading = await readView(key, parameters);
      const address = `${baseUrl}/statistics/${key}`;
      return [
        JSON.stringify(toJson(reading, { address, baseUrl })),
        toCsv(reading, { address }),
        drawStatistic(reading),
      ];
    },
    publishThrough(door) {
      current = reader(door);
    },
    truth(question) {
      if (question.about === "published") {
        const nOf = ({ periods }: StatisticJson) =>
          periods.find(({ start }) => start === question.week)?.n ?? 0;
        return Math.abs(nOf(present) - nOf(before)) >= 10 ? "bent" : "as it was";
      }
      return truthOf(question, engines, publication.countAfterDays);
    },
  };
}

async function write(database: Database, rows: readonly EventRow[]): Promise<void> {
  const most = 2_000;
  for (let from = 0; from < rows.length; from += most) {
    await writeEvents(database, rows.slice(from, from + most), { timeoutMs: 30_000, isRetry: false });
  }
}

function forgedRow(
  { instanceId, type: name, time, data = {} }: Forged,
  now: Date,
  isTrusted: boolean,
): EventRow {
  const type = catalogue.find(name);
  if (type === undefined) throw new RangeError(name);
  const sent = type.data.parse({ ...type.example, ...data });
  const event = {
    instanceId,
    type,
    data: sent,
    eventTime: time === undefined ? null : new Date(time),
    eventId: null,
    unknownPaths: [],
  };
  return keepEvent(event, testPseudonyms, now, isTrusted);
}

function victimOf(engine: Engine, index: number, engines: readonly Engine[]): Victim {
  const days = [...engine.days.keys()];
  const alike = engines.filter(({ classes }) => classes["clone-times"] === engine.classes["clone-times"]);
  return {
    name: engine.name,
    arrives: new Date(Date.parse(days[0] ?? firstDay) + engine.startsAt * 60_000).toISOString(),
    sundays: days.filter((day) => new Date(day).getUTCDay() === 0 && day < dayOf(begins)),
    isSlowest: engine.seconds === Math.max(...alike.map(({ seconds }) => seconds)),
    isBusiest: index === 1,
    classes: engine.classes,
  };
}

function truthOf(
  question: Exclude<Question, { about: "published" }>,
  engines: readonly Engine[],
  countAfterDays: number,
) {
  if ("statistic" in question && question.about !== "class") {
    const { about, statistic, class: name, week, editions } = question;
    const inClass = engines.filter(
      (engine) =>
        classOf(engine, statistic) === name &&
        (editions?.includes(engine.classes.editions ?? "") ?? true) &&
        isCounted(engine, week, countAfterDays),
    );
    if (!isSimulated(statistic)) return null;
    if (about === "anybody") return inClass.length > 0 ? "somebody" : "nobody";
    return String(inClass.length);
  }
  if (!("victim" in question)) return null;
  const victim = engines.find(({ name }) => name === question.victim);
  if (victim === undefined) return null;
  switch (question.about) {
    case "class":
      return victim.classes[question.statistic] ?? null;
    case "active":
      return daysIn(victim, question.week).length > 0 ? "yes" : "no";
    case "time":
      return octaveOf(victim.seconds);
    case "events":
      return octaveOf(eventsOf(victim, new Date(question.day), new Date(addDays(question.day, 1))).length);
  }
}

/** What engines of a simulated fleet report is known of some statistics only. */
function isSimulated(statistic: string): boolean {
  return ["editions", crossing.key].includes(statistic) || reported.some((one) => one === statistic);
}

function classOf({ classes }: Engine, statistic: string): string | undefined {
  if (statistic !== crossing.key) return classes[statistic];
  return crossedKey(classes["restore-modes"] ?? "", classes["file-systems"] ?? "");
}

function daysIn({ days }: Engine, week: string): string[] {
  const end = periodOf("week", week).end;
  return [...days.keys()].filter((day) => day >= week && day < end);
}

function isCounted(engine: Engine, week: string, countAfterDays: number): boolean {
  const [first] = engine.days.keys();
  const last = daysIn(engine, week).at(-1);
  if (first === undefined || last === undefined) return false;
  return Date.parse(last) - Date.parse(first) >= countAfterDays * dayMs;
}
