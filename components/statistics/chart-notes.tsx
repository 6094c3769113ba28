import { queryAddress } from "@/lib/query/queryAddress";
import { statisticQuery } from "@/lib/query/statisticQuery";
import { chartOf, unfinishedMark } from "@/lib/statistics/chart/chartOf";
import { partsOf } from "@/lib/statistics/chart/parts";
import type { Panel } from "@/lib/statistics/chart/sideBySide";
import { otherClass } from "@/lib/statistics/declare/declare";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { sayDay, sayTime } from "@/lib/words/sayDates";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise, listOf } from "@/lib/words/sayPlurals";
import { Link } from "../ui/link";
import { sayDenominator, sayN, sayNextClose, sayOutside, sayWithheld } from "./say-reading";

/** What has to stand under a chart: n, who is not in it, what was folded, and when all of it was computed. */
export function ChartNotes({ reading, panels }: { reading: StatisticReading; panels: readonly Panel[] }) {
  const query = statisticQuery(reading, panels);
  const sentences = panels.length === 0 ? chartNotes(reading) : panelNotes(panels);
  return (
    <div className="mt-3 flex max-w-[52rem] flex-col gap-1 text-xs text-ink-soft">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {reading.isPrivate ? null : (
        <p className="screen-only flex flex-wrap gap-x-5 gap-y-1">
          <Link href="/methodology#small-groups" quiet>
            Why small groups are not shown
          </Link>
          {query === null ? null : (
            <Link href={queryAddress(query)} quiet>
              Open in SQL
            </Link>
          )}
        </p>
      )}
    </div>
  );
}

/** The notes under a chart, a paragraph each. */
export function chartNotes(reading: StatisticReading): string[] {
  const { statistic, view, latest, periods, computedAt } = reading;
  if (latest === null) return [];
  const period = `In ${namePeriod(view.interval, latest.start)},`;
  const n =
    statistic.kind === "windows"
      ? `${period} ${sayDenominator(statistic)}.`
      : `${period} n = ${sayN(statistic, latest)}: ${sayDenominator(statistic)}.`;
  const outside = sayOutside(statistic, latest);
  const withheld = periods.filter((one) => one.n === null && one.heldSince === null).length;
  const held = periods.flatMap(({ start, heldSince }) =>
    heldSince === null ? [] : [`${capitalise(namePeriod(view.interval, start))}, since ${sayDay(heldSince)}`],
  );
  return [
    outside === null ? n : `${n} ${outside}`,
    ...sayWithheld(reading),
    ...sayOther(reading),
    ...(withheld > 0
      ? [
          `${withheld} of ${periods.length} periods ${withheld === 1 ? "is" : "are"} not published: too few instances, or not counted yet.`,
        ]
      : []),
    ...(held.length === 0 ? [] : [`${listOf(held)} held for review: unusually many instances are new.`]),
    ...(periods.length === 1 ? ["One period is shown: a trend needs two."] : []),
    `${computedAt === null ? "" : `Computed ${sayTime(computedAt)}. `}${sayUnfinished(reading)}`,
  ];
}

/** The notes under panels that stand side by side, a paragraph each. */
export function panelNotes(panels: readonly Panel[]): string[] {
  const readings = panels.map(({ reading }) => reading);
  const [first] = panels;
  const reading = readings.find(({ state }) => state === "ready");
  if (first === undefined || reading === undefined) return [];
  const { statistic, latest, view, computedAt } = reading;
  const whose =
    first.isPart && latest !== null
      ? `In ${namePeriod(view.interval, latest.start)}, n = ${sayN(statistic, latest)}, of all panels together: shares are of all of them, not of their panel.`
      : statistic.kind === "windows"
        ? `${capitalise(sayDenominator(statistic))}.`
        : `n of each panel: ${sayDenominator(statistic)}.`;
  return [
    whose,
    // Of pairs, what is Other in one of both is in no panel.
    ...sayWithheld(reading).map((one) => (first.isPart ? one.replace(/ “Other”.*$/, "") : one)),
    ...sayOther(reading, readings),
    `${computedAt === null ? "" : `Computed ${sayTime(computedAt)}. `}${sayUnfinished(reading, true)}`,
  ];
}

function sayUnfinished(reading: StatisticReading, isAlone = false): string {
  const open = reading.periods.find(({ isUnfinished }) => isUnfinished);
  if (open === undefined) return sayNextClose(reading);
  const period = capitalise(namePeriod(reading.view.interval, open.start));
  const mark = sayMark(reading, isAlone);
  return `${period} is not over${mark === null ? "" : ` and is ${mark}`}; it closes on ${sayTime(reading.nextCloseAt)}.`;
}

/** How the unfinished period looks in the chart, or in the one over time beside it; null where neither shows it. */
function sayMark(reading: StatisticReading, isAlone: boolean): string | null {
  const [main, overTime] = [chartOf(reading), chartOf(reading, "overTime")];
  if (main.kind === "time") return `drawn ${unfinishedMark(main)}`;
  // The bars of one period have no chart over time.
  if (isAlone || reading.statistic.form === "area" || overTime.kind !== "time") return null;
  return `${unfinishedMark(overTime)} in the chart over time`;
}

/** Which classes a chart over time shows as "Other" because there are many, in the whole range. */
function sayOther(reading: StatisticReading, among = [reading]): string[] {
  const other = among.flatMap((one) => partsOf(one, among)).find(({ key }) => key === otherClass);
  const folded = other?.classes.filter(({ key }) => key !== otherClass) ?? [];
  if (folded.length === 0) return [];
  return [`Over time, “Other” also holds ${listOf(folded.map(({ title }) => title))}, in all periods.`];
}

/** Releases and incidents of the range, newest first, as they are marked in the chart. */
export function HappenedMeanwhile({ reading: { annotations, periods } }: { reading: StatisticReading }) {
  const marked = annotations.filter(({ day }) => day >= (periods[0]?.start ?? day));
  if (marked.length === 0) return null;
  return (
    <div className="screen-only">
      <h2 className="text-base">Releases and incidents</h2>
      <dl className="mt-2 max-w-[52rem] text-sm">
        {marked.toReversed().map(({ day, kind, title, text }) => (
          <div
            key={`${day} ${title}`}
            className="grid gap-x-6 border-t border-rule py-1.5 sm:grid-cols-[11rem_minmax(0,1fr)]"
          >
            <dt className="text-ink-soft tabular-nums">
              <time dateTime={day}>{sayDay(day)}</time>
            </dt>
            <dd>{kind === "release" ? `DBLab Engine ${title}` : `${title}: ${text}`}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
