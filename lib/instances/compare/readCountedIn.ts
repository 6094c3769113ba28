import type { Session } from "../../database/types";
import { PointCounter } from "../../statistics/count/countPoints";
import { type InstanceFrame, loadFrame, widestWindowDays } from "../../statistics/count/loadFrames";
import { otherClass, outsideClass, type Statistic } from "../../statistics/declare/declare";
import type { Frame } from "../../statistics/declare/frame";
import type { Publication } from "../../statistics/publish/publication";
import type { PeriodReading, StatisticReading, View } from "../../statistics/view/reading";
import { defaultView } from "../../statistics/view/view";
import { dayOf, type Period, periodOf } from "../../words/period";
import { sayTime } from "../../words/sayDates";
import { sayCount } from "../../words/sayNumbers";
import { sayPeriod } from "../../words/sayPeriod";
import { countOf, listOf } from "../../words/sayPlurals";
import type { CountedIn } from "./types";

export interface CountedInOptions {
  readonly statistics: readonly Statistic[];
  readonly publication: Publication;
  readonly readStatistic: (key: string, view: View) => Promise<StatisticReading>;
  readonly isExample: boolean;
  readonly now: () => Date;
}

/**
 * Where an instance counts: for every statistic its classes in the unfinished week, and whether they are published. How
 * many instances are in a class that is not published, nobody learns, not even one of them.
 */
export async function readCountedIn(
  database: Pick<Session, "sql" | "query">,
  key: string,
  options: CountedInOptions,
): Promise<CountedIn[]> {
  const week = periodOf("week", dayOf(options.now()));
  const loaded = await loadFrame(database, key, week, options.publication);
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
      return { ...about, ...(await readPublished(statistic, classes, options)) };
    }),
  );
}

function whyNotCounted(
  loaded: InstanceFrame | null,
  { isExample, publication: { countAfterDays } }: CountedInOptions,
): string | null {
  if (isExample) return "The documentation's example is never counted.";
  if (loaded === null || !loaded.hasStarted) return "It sent no engine_started yet.";
  if (loaded.isExcluded) return "The operator of this installation excluded it from all counts.";
  if (loaded.countsFrom === null) return "Nothing that it sent is counted.";
  if (!loaded.isKnownLongEnough)
    return `It must be seen twice, ${countOf(countAfterDays, "day")} or more apart: once from ${sayTime(loaded.countsFrom.toISOString())} on.`;
  return loaded.frame === null ? "Its latest engine_started cannot be read." : null;
}

/** The classes in which a period's count has the instance, in declared order; `outside` where it could not answer. */
function countedClasses(statistic: Statistic, frame: Frame, week: Period): string[] {
  const counter = new PointCounter(week, [statistic], false);
  counter.add(frame);
  const names = new Set(counter.points().map((point) => point.class));
  return [...statistic.classes.map(({ key }) => key), otherClass, outsideClass].filter((name) =>
    names.has(name),
  );
}

/** Of the newest period with figures: the running week on a private installation, else the last that was published. */
async function readPublished(
  statistic: Statistic,
  classes: readonly string[],
  { readStatistic, publication }: CountedInOptions,
): Promise<Pick<CountedIn, "state" | "why">> {
  const { periods, view } = await readStatistic(statistic.key, defaultView(statistic));
  const reading = periods.findLast(({ n }) => n !== null);
  const withheld = classes.filter((name) => (reading?.values[name] ?? 0) === 0);
  const [only, ...more] = classes;
  if (reading !== undefined && withheld.length === 0) {
    const isOne = only !== undefined && more.length === 0;
    const when = sayPeriod(view.interval, reading.start);
    return {
      state: "published",
      why: isOne ? sayPublished(statistic, only, reading, when) : `All of them are published ${when}.`,
    };
  }
  const least = publication.door.publishMinInstances;
  const others = withheld.length < classes.length ? " The others are published." : "";
  const names = listOf(withheld.map((name) => quoted(statistic, name)));
  const why = publication.isPrivate
    ? `${names}: not counted yet.`
    : `${names}: fewer than ${countOf(least, "instance")}, so not published.`;
  return { state: "withheld", why: why + others };
}

function sayPublished(
  statistic: Statistic,
  name: string,
  { values, n }: PeriodReading,
  when: string,
): string {
  const unit = statistic.unit === "events" ? "events" : "instances";
  const part = values[name] ?? 0;
  const whole = n === null || part === n ? "" : ` of ${sayCount(n)}`;
  const noun = part === 1 && whole === "" ? unit.slice(0, -1) : unit;
  return `${quoted(statistic, name)} is published, with ${sayCount(part)}${whole} ${noun} ${when}.`;
}

function quoted(statistic: Statistic, name: string): string {
  return `“${titleOf(statistic, name)}”`;
}

function titleOf(statistic: Statistic, name: string): string {
  return statistic.classes.find(({ key }) => key === name)?.title ?? "Other";
}
