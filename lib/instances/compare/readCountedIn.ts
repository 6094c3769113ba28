import type { Session } from "../../database/types";
import { PointCounter } from "../../statistics/count/countPoints";
import { type InstanceFrame, loadFrame, widestWindowDays } from "../../statistics/count/loadFrames";
import { otherClass, outsideClass, type Statistic } from "../../statistics/declare/declare";
import type { Frame } from "../../statistics/declare/frame";
import type { PeriodReading, StatisticReading, View } from "../../statistics/view/reading";
import { defaultView } from "../../statistics/view/view";
import { dayOf, type Interval, type Period, periodOf } from "../../words/period";
import { sayCount } from "../../words/sayNumbers";
import { countOf } from "../../words/sayPlurals";
import type { CountedIn } from "./types";

export interface CountedInOptions {
  readonly statistics: readonly Statistic[];
  readonly countAfterDays: number;
  readonly publishMinInstances: number;
  readonly readStatistic: (key: string, view: View) => Promise<StatisticReading>;
  /** The instances of a class as counted, not published; asked only for classes in which the instance itself is counted. */
  readonly readClassInstances: (
    key: string,
    interval: Interval,
    periodStart: string,
    className: string,
  ) => Promise<number>;
  readonly isExample: boolean;
  readonly now: () => Date;
}

/**
 * Where an instance counts: for every statistic its classes in the unfinished week, and whether they are published. How
 * many instances are in a class that is not published, only an instance learns that is one of them.
 */
export async function readCountedIn(
  database: Pick<Session, "sql">,
  key: string,
  options: CountedInOptions,
): Promise<CountedIn[]> {
  const week = periodOf("week", dayOf(options.now()));
  const loaded = await loadFrame(database, key, week, options);
  const whyNot = whyNotCounted(loaded, options);
  return Promise.all(
    options.statistics.map(async (statistic): Promise<CountedIn> => {
      const counted = loaded?.frame ? countedClasses(statistic, loaded.frame, week) : [];
      const classes = counted.filter((name) => name !== outsideClass);
      const about = {
        statistic: statistic.key,
        title: statistic.title,
        classes: classes.map((name) => titleOf(statistic, name)),
      };
      if (whyNot !== null) return { ...about, state: "not counted", why: whyNot };
      if (counted.includes(outsideClass)) {
        const why = statistic.outside === undefined ? "cannot answer" : `is one of the ${statistic.outside}`;
        return { ...about, state: "cannot answer", why: `It ${why}.` };
      }
      if (classes.length === 0) {
        const since =
          statistic.kind === "windows" ? `in the last ${widestWindowDays} days` : "in this week yet";
        return { ...about, state: "nothing to count", why: `It sent nothing ${since}.` };
      }
      return { ...about, ...(await readPublished(statistic, classes, week, options)) };
    }),
  );
}

function whyNotCounted(
  loaded: InstanceFrame | null,
  { isExample, countAfterDays }: CountedInOptions,
): string | null {
  if (isExample) return "The documentation's example is never counted.";
  if (loaded === null || !loaded.hasStarted) return "It sent no engine_started yet.";
  if (loaded.frame === null) return "Its latest engine_started cannot be read.";
  return loaded.daysSeen < countAfterDays
    ? `Seen on ${loaded.daysSeen} of ${countOf(countAfterDays, "day")}.`
    : null;
}

/** The classes in which a period's count has the instance, in declared order; `outside` where it could not answer. */
function countedClasses(statistic: Statistic, frame: Frame, week: Period): string[] {
  const counter = new PointCounter(week, [statistic]);
  counter.add(frame);
  const names = new Set(counter.points().map((point) => point.class));
  return [...statistic.classes.map(({ key }) => key), otherClass, outsideClass].filter((name) =>
    names.has(name),
  );
}

async function readPublished(
  statistic: Statistic,
  classes: readonly string[],
  week: Period,
  options: CountedInOptions,
): Promise<Pick<CountedIn, "state" | "why">> {
  const { periods } = await options.readStatistic(statistic.key, defaultView(statistic));
  const reading = periods.find(({ start }) => start === week.start);
  const isPublished = (name: string) => (reading?.values[name] ?? 0) > 0;
  const folded = classes.filter((name) => !isPublished(name));
  const [only, ...more] = classes;
  if (folded.length === 0) {
    const isOne = only !== undefined && more.length === 0;
    return {
      state: "published",
      why: isOne && reading ? sayPublished(statistic, only, reading) : "All of them are published.",
    };
  }
  const reasons = await Promise.all(
    folded.map(async (name) => {
      const counted = await options.readClassInstances(statistic.key, "week", week.start, name);
      return sayFolded(statistic, name, counted, options.publishMinInstances);
    }),
  );
  const others = folded.length < classes.length ? ["The others are published."] : [];
  return { state: "folded", why: [...reasons, ...others].join(" ") };
}

function sayPublished(statistic: Statistic, name: string, { values, n }: PeriodReading): string {
  const unit = statistic.unit === "events" ? "events" : "instances";
  const part = values[name] ?? 0;
  const whole = n === null || part === n ? "" : ` of ${sayCount(n)}`;
  const noun = part === 1 && whole === "" ? unit.slice(0, -1) : unit;
  return `${quoted(statistic, name)} is published, with ${sayCount(part)}${whole} ${noun}.`;
}

function sayFolded(statistic: Statistic, name: string, counted: number, publishMinInstances: number): string {
  // What is counted of the open week is some seconds old: this instance may not be in it yet.
  const instances = Math.max(1, counted);
  if (instances < publishMinInstances) {
    return `${quoted(statistic, name)} has ${instances} of ${publishMinInstances} instances.`;
  }
  const isPartOfOther = statistic.kind !== "multi" && statistic.kind !== "windows";
  return isPartOfOther
    ? `${quoted(statistic, name)} is folded into “Other”, so that the small classes beside it cannot be told from the rest.`
    : `${quoted(statistic, name)} is not published, for the few instances that are not in it could be worked out.`;
}

function quoted(statistic: Statistic, name: string): string {
  return `“${titleOf(statistic, name)}”`;
}

function titleOf(statistic: Statistic, name: string): string {
  return statistic.classes.find(({ key }) => key === name)?.title ?? "Other";
}
