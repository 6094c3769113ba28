import { addDays } from "../../words/period";
import { sayDay } from "../../words/sayDates";
import { sayCount, saySeconds, sayShare } from "../../words/sayNumbers";
import { namePeriod, sayPeriod } from "../../words/sayPeriod";
import { capitalise, countOf } from "../../words/sayPlurals";
import { otherClass, type Statistic, type StatisticClass } from "../declare/declare";
import { isUncounted, type PeriodReading, type StatisticReading } from "../view/reading";
import { countedIntervalOf } from "../view/view";
import { type Followed, sayChange } from "./change";

type Reading = Omit<StatisticReading, "takeaway">;

/** One sentence that says what the figures of a reading say; every number in it is one of the reading's. */
export function sayTakeaway(reading: Reading): string {
  const { state, from, to, latest, statistic, view } = reading;
  if (state === "empty") return `Nothing was counted from ${sayDay(from)} to ${sayDay(to)}.`;
  if (state === "tooFew" || latest === null || latest.n === null) return sayTooFew(reading);
  if (latest.n === 0) return `There is nothing to count ${sayPeriod(view.interval, latest.start)}.`;
  return sayFigures(statistic, { reading, latest, n: latest.n }) + sayAge(reading, latest);
}

function sayFigures(statistic: Statistic, about: About): string {
  switch (statistic.kind) {
    case "share":
      return (statistic.form === "histogram" ? sayMedian(about) : null) ?? sayLeading(about);
    case "multi":
      return sayLeading(about);
    case "events":
      return sayEvents(about);
    case "windows":
      return sayWindows(about);
    case "times":
      return sayTimes(about);
  }
}

/** A figure with so many periods after it is old, and said to be. */
export const oldAfterPeriods = 2;

function sayAge({ periods }: Reading, latest: PeriodReading): string {
  const later = periods.filter(({ start }) => start > latest.start).length;
  return later > oldAfterPeriods ? " Nothing newer is published." : "";
}

/** The period of a figure, as a part of a sentence. Longer ones than a week are given by their mean week. */
function sayWhen({ view }: Reading, { start }: Pick<PeriodReading, "start">): string {
  const { interval } = view;
  return interval === "day" || interval === "week"
    ? sayPeriod(interval, start)
    : `in the mean week of ${namePeriod(interval, start)}`;
}

interface About {
  readonly reading: Reading;
  readonly latest: PeriodReading;
  readonly n: number;
}

function sayTooFew(reading: Reading): string {
  const { publishMinInstances, from, to, view } = reading;
  if (isUncounted(reading)) return `No ${view.interval} from ${sayDay(from)} to ${sayDay(to)} is counted.`;
  return `From ${sayDay(from)} to ${sayDay(to)} no figure has ${publishMinInstances} instances behind it, so none is published.`;
}

function sayMedian({ reading, latest, n }: About): string | null {
  const { statistic, view } = reading;
  const median = statistic.classes.find(({ key }) => key === latest.medianClass);
  if (median === undefined) return null;
  const sentence =
    statistic.words?.median?.(median, countedIntervalOf(view.interval)) ??
    `The median instance is in the class ${median.title}`;
  const edition = view.edition === "all" ? "" : `, ${capitalise(view.edition)} Edition`;
  const open = isOver(latest) ? "" : `; the ${view.interval} is not over yet`;
  const change = changeOf(reading, latest, {
    read: ({ medianClass }) => placeOf(statistic, medianClass),
    say: (place) => statistic.classes[place]?.title ?? "",
  });
  return `${sentence}${change} (n\u00a0=\u00a0${sayCount(n)}${edition}, ${sayWhen(reading, latest)}${open}).`;
}

/** Where a class stands among those of a histogram; null where it is none of them. */
function placeOf({ classes }: Statistic, key: string | null): number | null {
  const place = classes.findIndex((one) => one.key === key);
  return place < 0 ? null : place;
}

function sayLeading({ reading, latest, n }: About): string {
  const { statistic, view } = reading;
  const words = statistic.words ?? {};
  // Where those who could not answer are too few to be told, they are in n.
  const among = (latest.outside ?? 0) > 0 && words.among !== undefined ? ` ${words.among}` : "";
  const one = leadingClass(reading, latest, words.about);
  if (one === null) {
    return `No class of the ${sayCount(n)} ${instances(reading)}${among} ${sayWhen(reading, latest)} is published.`;
  }
  const value = latest.values[one.key] ?? 0;
  const start = words.of?.(one) ?? `The class “${one.title}” is the most frequent, with`;
  const open = isOver(latest) ? "" : ` (the ${view.interval} is not over yet)`;
  const counted = part(value, n, reading, among);
  return `${start} ${counted} ${sayWhen(reading, latest)}${open}${changeOf(reading, latest, shareOf(one))}.`;
}

/** `38% of 391 instances`, `all 391 instances`, `the only instance counted`. */
function part(value: number, n: number, reading: Reading, among: string): string {
  if (value < n) return `${sayShare(value / n)} of ${sayCount(n)} ${instances(reading)}${among}`;
  return n === 1
    ? `the only ${instance(reading)}${among || " counted"}`
    : `all ${sayCount(n)} ${instances(reading)}${among}`;
}

/** The share of a class. */
function shareOf({ key }: StatisticClass): Followed {
  return {
    read({ n, values }) {
      const value = values[key];
      return n === null || n === 0 || value === undefined ? null : value / n;
    },
    say: sayShare,
  };
}

function changeOf(reading: Reading, latest: PeriodReading, followed: Followed): string {
  return sayChange(reading.periods, latest, followed, (period) => sayWhen(reading, period));
}

function sayEvents({ reading, latest, n }: About): string {
  const open = isOver(latest) ? "" : ", which is not over yet";
  const { verb, noun, plural } = reading.statistic.words?.sum ?? {
    verb: "sent",
    noun: "event",
    plural: "events",
  };
  const events = countOf(Math.round(n), noun, plural);
  // The sum of a part of a week says nothing of a whole one.
  const change = changeOf(reading, latest, {
    read: ({ n, isPartial }) => (isPartial ? null : n),
    say: sayCount,
  });
  const sent = `${engines(reading)} ${verb} ${events} ${sayWhen(reading, latest)}${change}${open}`;
  const one = leadingClass(reading, latest);
  if (one === null) return `${sent}.`;
  const value = latest.values[one.key] ?? 0;
  const share = value === n ? "all" : sayShare(value / n);
  return `${sent}; ${n === 1 ? "it was" : `${share} of them were`} “${one.title}”.`;
}

function sayWindows({ reading, latest }: About): string {
  if (reading.statistic.kind !== "windows") return "";
  const [wide, ...narrower] = reading.statistic.classes
    .filter(({ key }) => latest.values[key] !== undefined)
    .toSorted((one, other) => other.days - one.days);
  if (wide === undefined) return sayTooFew(reading);
  const active = Math.round(latest.values[wide.key] ?? 0);
  const until = isOver(latest) ? `up to ${sayDay(addDays(latest.end, -1))}` : "up to now";
  const inner = narrower.map(({ key, days }) => {
    const inside = Math.round(latest.values[key] ?? 0);
    const some = inside === active ? "all" : inside === 0 ? "none" : sayCount(inside);
    return active === 1 && inside === 1
      ? `, and in the last ${days}`
      : `, ${some} of them in the last ${days}`;
  });
  return `${countOf(active, `${instance(reading)} was`, `${instances(reading)} were`)} active in the ${wide.days} days ${until}${changeOf(reading, latest, { read: ({ values }) => values[wide.key] ?? null, say: sayCount })}${inner.join("")}.`;
}

function sayTimes({ reading, latest, n }: About): string {
  const { statistic, view } = reading;
  const { times } = latest;
  if (times === null) return sayTooFew(reading);
  const ofClones = view.weighting === "clones";
  const group = statistic.classes.find(({ key }) => key === view.of);
  const among = group === undefined ? "" : ` (${group.title})`;
  const subject = ofClones ? `The median clone${among}` : `A clone of the typical instance${among}`;
  const [whole, noun] = ofClones ? [times.clones, "measurements"] : [n, instances(reading)];
  const { 25: low, 50: median, 75: high } = times.percentiles;
  if (median === null) return sayTooFew(reading);
  const open = isOver(latest) ? "" : `; the ${view.interval} is not over yet`;
  const when = `${sayWhen(reading, latest)}${open}`;
  const change = changeOf(reading, latest, {
    read: (period) => period.times?.percentiles[50] ?? null,
    say: saySeconds,
  });
  const takes = `${subject} takes ${saySeconds(median)}${change}`;
  if (whole === 1) return `${takes} (the only ${ofClones ? "clone" : instance(reading)} measured, ${when}).`;
  if (whole === null || low === null || high === null) return `${takes} (${when}).`;
  return `${takes} (the middle half of ${sayCount(whole)} ${noun}: ${saySeconds(low)} to ${saySeconds(high)}, ${when}).`;
}

/** The class a sentence is about: `about` where it is published, else the largest, in declared order; never "Other". */
function leadingClass(reading: Reading, { values }: PeriodReading, about?: string): StatisticClass | null {
  const own = reading.classes.filter(({ key }) => key !== otherClass && (values[key] ?? 0) > 0);
  const wanted = own.find(({ key }) => key === about);
  const bySize = own.toSorted((one, other) => (values[other.key] ?? 0) - (values[one.key] ?? 0));
  return wanted ?? bySize[0] ?? null;
}

function instances({ view }: Reading): string {
  return view.edition === "all" ? "instances" : `${capitalise(view.edition)} instances`;
}

function instance(reading: Reading): string {
  return instances(reading).slice(0, -1);
}

function engines({ view }: Reading): string {
  return view.edition === "all" ? "Engines" : `${capitalise(view.edition)} engines`;
}

function isOver({ isUnfinished }: PeriodReading): boolean {
  return !isUnfinished;
}
