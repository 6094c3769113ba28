import { sayShortDays, sayShortTime } from "../../words/sayDates";
import { sayCount } from "../../words/sayNumbers";
import { sayShortPeriod } from "../../words/sayPeriod";
import { capitalise, countOf } from "../../words/sayPlurals";
import { chartOf, isOfLatest, unfinishedMark } from "../chart/chartOf";
import type { StatisticReading } from "../view/reading";
import { dataLicence, methodologyVersion } from "../view/reading";
import { daysShown, intervalWords } from "../view/view";

/** What is drawn, of whom and of when: `Share of instances by week, 26 Nov 2025 – 25 Nov 2026`. */
export function sayWhat(reading: StatisticReading): string {
  const { view, latest } = reading;
  const { from, to } = daysShown(reading);
  const days = sayShortDays(from, to);
  const over = !isOfLatest(reading) ? ` ${intervalWords[view.interval]}, ${days}` : null;
  const when = over ?? (latest === null ? `, ${days}` : ` in ${sayShortPeriod(view.interval, latest)}`);
  const edition = view.edition === "all" ? "" : ` · ${capitalise(view.edition)} edition`;
  return `${sayQuantity(reading)}${when}${edition}`;
}

function sayQuantity({ statistic, view }: StatisticReading): string {
  if (statistic.kind === "windows") return "Instances";
  if (statistic.kind === "times") {
    const whose = view.weighting === "clones" ? "all clones" : "the typical instance";
    const of = statistic.classes.find(({ key }) => key === view.of)?.title;
    return `Seconds, ${whose}${of === undefined ? "" : `, ${of}`},`;
  }
  return view.show === "share" ? `Share of ${statistic.unit}` : capitalise(statistic.unit);
}

/** How many stand behind the figures: `n = 391 instances in 16–22 Nov 2026; 31 more: engines before 3.4`. */
export function sayN(reading: StatisticReading): string {
  const { latest, statistic, view } = reading;
  if (latest === null || latest.n === null) return "";
  const unit = statistic.kind === "events" ? "event" : "instance";
  const n = `n = ${countOf(latest.n, unit)}`;
  const clones = latest.times?.clones ? ` with ${countOf(latest.times.clones, "measurement")}` : "";
  const outside =
    latest.outside !== null && latest.outside > 0 && statistic.outside !== undefined
      ? `; not in n: ${sayCount(latest.outside)} ${statistic.outside}`
      : "";
  return `${n}${clones} in ${sayShortPeriod(view.interval, latest)}${outside}.`;
}

/** That the last period is still running, and how that is drawn; nothing where it is not shown. */
export function sayUnfinished(reading: StatisticReading): string {
  const { periods, view, latest } = reading;
  const last = periods.at(-1);
  if (last?.isUnfinished !== true || last.n === null) return "";
  const name = `${sayShortPeriod(view.interval, last)} is unfinished`;
  const chart = chartOf(reading);
  if (chart.kind !== "time") return latest?.start === last.start ? `${name}.` : "";
  return `${name} and ${unfinishedMark(chart)}.`;
}

/** What a gap in a chart over time means; nothing where there is none. */
export function sayGaps(reading: StatisticReading): string {
  if (isOfLatest(reading) || reading.state !== "ready") return "";
  const gaps = reading.periods.filter(({ n }) => n === null);
  const held = gaps.filter(({ heldSince }) => heldSince !== null);
  const why = reading.isPrivate
    ? "were not counted"
    : "have too few instances to publish, or are not counted yet";
  return [
    ...(gaps.length > held.length ? [`Gaps ${why}.`] : []),
    ...(held.length > 0 ? ["What is held for review is not drawn."] : []),
  ].join(" ");
}

/** Where the figures are from and under which terms: parts of one line. */
export function saySource({ computedAt }: StatisticReading, address: string | undefined): string[] {
  return [
    "DBLab Telemetry",
    ...(address === undefined ? [] : [address]),
    dataLicence.name,
    `methodology ${methodologyVersion}`,
    ...(computedAt === null ? [] : [`computed ${sayShortTime(computedAt)}`]),
  ];
}
