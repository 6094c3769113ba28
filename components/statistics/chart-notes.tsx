import { chartOf, unfinishedMark } from "@/lib/statistics/chart/chartOf";
import { partsOf } from "@/lib/statistics/chart/parts";
import { otherClass } from "@/lib/statistics/declare/declare";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { sayDay, sayTime } from "@/lib/words/sayDates";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise, listOf } from "@/lib/words/sayPlurals";
import { Link } from "../ui/link";
import { sayDenominator, sayN, sayNextClose, sayOutside, sayWithheld } from "./say-reading";

/** What has to stand under a chart: n, who is not in it, what was folded, and when all of it was computed. */
export function ChartNotes({ reading }: { reading: StatisticReading }) {
  const sentences = chartNotes(reading);
  return (
    <div className="mt-3 flex max-w-[52rem] flex-col gap-1 text-xs text-ink-soft">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {reading.isPrivate ? null : (
        <p className="screen-only">
          <Link href="/methodology#small-groups" quiet>
            Why small groups are not shown
          </Link>
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
      ? [`${withheld} of ${periods.length} periods are not published: too few instances, or not counted yet.`]
      : []),
    ...(held.length === 0 ? [] : [`${listOf(held)} held for review: unusually many instances are new.`]),
    ...(periods.length === 1 ? ["There is one period so far: a trend needs two."] : []),
    `${computedAt === null ? "" : `Computed ${sayTime(computedAt)}. `}${sayUnfinished(reading)}`,
  ];
}

function sayUnfinished(reading: StatisticReading): string {
  const open = reading.periods.find(({ isUnfinished }) => isUnfinished);
  if (open === undefined) return sayNextClose(reading);
  const period = capitalise(namePeriod(reading.view.interval, open.start));
  return `${period} is not over and is ${sayMark(reading)}; it closes on ${sayTime(reading.nextCloseAt)}.`;
}

/** How the unfinished period looks in the chart, or in the one over time beside it. */
function sayMark(reading: StatisticReading): string {
  const [main, overTime] = [chartOf(reading), chartOf(reading, "overTime")];
  if (main.kind === "time") return `drawn ${unfinishedMark(main)}`;
  return overTime.kind === "time" ? `${unfinishedMark(overTime)} in the chart over time` : "";
}

/** Which classes a chart over time shows as "Other" because there are many, in the whole range. */
function sayOther(reading: StatisticReading): string[] {
  const other = partsOf(reading).find(({ key }) => key === otherClass);
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
