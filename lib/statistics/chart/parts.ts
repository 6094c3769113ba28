import { type Color, hueAt, rampAt } from "../../charts/colors";
import { otherClass, type Statistic } from "../declare/declare";
import type { PeriodReading, ReadingClass, StatisticReading } from "../view/reading";

/** A line or layer of a chart over time, and the classes that it is made of. */
export interface Part {
  readonly key: string;
  readonly title: string;
  readonly color: Color;
  readonly classes: readonly ReadingClass[];
}

const mostClasses = 6;
const mostOverlapping = 8;
const mostSteps = 8;

/** Whether the classes of a statistic lie on a scale. */
export function isOrdered(statistic: Statistic): boolean {
  return statistic.form === "histogram" || isNewestFirst(statistic);
}

const isNewestFirst = (statistic: Statistic) =>
  statistic.kind === "share" && statistic.isNewestFirst === true;

const tones = { bad: "bad", quiet: "series-other", aside: "series-2" } as const;

/** The color of a class: of an ordered one by its place on the scale, else the same in every chart. */
export function colorOf(statistic: Statistic, key: string): Color {
  if (key === otherClass) return "series-other";
  const own = statistic.classes.find((one) => one.key === key);
  if (own?.tone !== undefined) return tones[own.tone];
  if (own?.hue !== undefined) return hueAt(own.hue - 1);
  if (statistic.classes.some(({ hue }) => hue !== undefined)) return "series-other";
  const hued = statistic.classes.filter(({ tone }) => tone === undefined);
  return hueAt(hued.findIndex((one) => one.key === key));
}

/**
 * How a reading's classes are parted in a chart over time, from the ground up, the same in all its periods: unordered ones
 * are the largest, with the rest as "Other"; of ordered ones the ends of the scale are folded. Classes that overlap cannot
 * be added up, so there "Other" is only what is published as such.
 * @param among the readings that are shown beside it, itself among them: a class is the same part, in the same color, in all
 */
export function partsOf(reading: StatisticReading, among: readonly StatisticReading[] = [reading]): Part[] {
  return partsOfAll(among.length < 2 ? reading : together(reading, among)).filter(
    ({ classes }) =>
      sumOf(
        reading,
        classes.map(({ key }) => key),
      ) > 0,
  );
}

/** Readings of the same classes as one. */
function together(reading: StatisticReading, among: readonly StatisticReading[]): StatisticReading {
  const keys = new Set(among.flatMap(({ classes }) => classes.map(({ key }) => key)));
  const latest: Record<string, number> = {};
  for (const [key, value] of among.flatMap((one) => Object.entries(one.latest?.values ?? {})))
    latest[key] = (latest[key] ?? 0) + value;
  return {
    ...reading,
    classes: [...reading.statistic.classes, { key: otherClass, title: "Other" }].filter(({ key }) =>
      keys.has(key),
    ),
    periods: among.flatMap(({ periods }) => periods),
    latest: reading.latest === null ? null : { ...reading.latest, values: latest },
  };
}

function partsOfAll(reading: StatisticReading): Part[] {
  const { statistic, classes } = reading;
  const own = classes.filter(({ key }) => key !== otherClass && sumOf(reading, [key]) > 0);
  const published = classes.filter(({ key }) => key === otherClass);
  if (isOrdered(statistic)) return [...fold(reading, own), ...otherPart(reading, published)];
  const ranked = own.toSorted((one, next) => rankOf(reading, next) - rankOf(reading, one));
  const chosen = new Set(ranked.slice(0, statistic.kind === "multi" ? mostOverlapping : mostClasses));
  const rest = statistic.kind === "multi" ? [] : own.filter((one) => !chosen.has(one));
  return [
    ...own
      .filter((one) => chosen.has(one))
      .map((one) => ({ ...one, color: colorOf(statistic, one.key), classes: [one] })),
    ...otherPart(reading, [...rest, ...published]),
  ];
}

function otherPart(reading: StatisticReading, classes: readonly ReadingClass[]): Part[] {
  if (
    sumOf(
      reading,
      classes.map(({ key }) => key),
    ) === 0
  )
    return [];
  return [{ key: otherClass, title: "Other", color: "series-other", classes }];
}

/** The latest value decides, and among equal ones that of the whole range. */
function rankOf(reading: StatisticReading, { key }: ReadingClass): number {
  return (reading.latest?.values[key] ?? 0) + 1 - 1 / (1 + sumOf(reading, [key]));
}

function sumOf({ periods }: StatisticReading, keys: readonly string[]): number {
  return periods.reduce((sum, { values }) => sum + keys.reduce((all, key) => all + (values[key] ?? 0), 0), 0);
}

/** Ordered classes in at most so many steps: the smaller end is folded until they fit. */
function fold(reading: StatisticReading, own: readonly ReadingClass[]): Part[] {
  const toneOf = ({ key }: ReadingClass) => reading.statistic.classes.find((one) => one.key === key)?.tone;
  const onScale = own.filter((one) => toneOf(one) === undefined);
  const rising = isNewestFirst(reading.statistic) ? onScale.toReversed() : onScale;
  const groups = rising.map((one) => [one]);
  const weigh = (group: readonly ReadingClass[]) =>
    sumOf(
      reading,
      group.map(({ key }) => key),
    );
  while (groups.length > mostSteps) {
    const [first = [], second = []] = groups;
    const [before = [], last = []] = groups.slice(-2);
    if (weigh(first) + weigh(second) < weigh(before) + weigh(last))
      groups.splice(0, 2, [...first, ...second]);
    else groups.splice(-2, 2, [...before, ...last]);
  }
  const steps = groups.map((group, index) => ({
    key: group[0]?.key ?? "",
    title: sayGroup(group, index === 0, isNewestFirst(reading.statistic)),
    color: rampAt(index, groups.length),
    classes: group,
  }));
  const others = own.filter((one) => toneOf(one) !== undefined);
  return [
    ...steps,
    ...others.map((one) => ({ ...one, color: colorOf(reading.statistic, one.key), classes: [one] })),
  ];
}

/** `under 40%`, `16 or more`, `3.2 and older`. */
function sayGroup(group: readonly ReadingClass[], isFirst: boolean, isVersion: boolean): string {
  const [first, last] = [group[0]?.title ?? "", group.at(-1)?.title ?? ""];
  if (group.length < 2) return first;
  if (isVersion) return isFirst ? `${last} and older` : `${first} and newer`;
  const [, low, high, unit = ""] = /^([\d.,]+)–([\d.,]+)(.*)$/.exec(isFirst ? last : first) ?? [];
  if (low !== undefined && high !== undefined)
    return isFirst ? `under ${high}${unit}` : `${low}${unit} or more`;
  if (isFirst) return `up to ${last}`;
  return `${first} or more`;
}

/** What is published of a part in a period; null where nothing is. Where all is known, what is not there is zero. */
export function countIn(part: Part, { n, values }: PeriodReading, isAllKnown: boolean): number | null {
  if (n === null) return null;
  const published = part.classes.flatMap(({ key }) => values[key] ?? []);
  if (published.length > 0) return published.reduce((sum, value) => sum + value, 0);
  return isAllKnown ? 0 : null;
}
