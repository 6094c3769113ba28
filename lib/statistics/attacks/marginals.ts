import type { StatisticJson } from "../export/statisticJson";

type Period = StatisticJson["periods"][number];

/** What engines report when they start, by statistic: what attacks want to know of a victim. */
export const reported = [
  "engine-versions",
  "file-systems",
  "postgres-versions",
  "restore-modes",
  "cpu-cores",
  "memory",
  "pools",
] as const;

/** The newest period with figures. */
export function newestOf({ periods }: StatisticJson): Period | null {
  return periods.findLast(({ n }) => n !== null && n > 0) ?? null;
}

/** The class that most are in, which is what a guess says of anybody; null where nothing is published. */
export function mostFrequent(period: Pick<Period, "values"> | null): string | null {
  const [most] = Object.entries(period?.values ?? {}).sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

/** The class whose value differs most in the way that is looked for; null where none does. */
export function mostChanged(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  direction: 1 | -1,
): string | null {
  const [most] = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => name !== "other")
    .map((name) => [name, direction * ((after[name] ?? 0) - (before[name] ?? 0))] as const)
    .filter(([, change]) => change > 0)
    .sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

/** What the published classes leave of n. */
export function restOf({ n, values }: Period): number {
  const own = Object.entries(values).filter(([name]) => name !== "other");
  return (n ?? 0) - own.reduce((sum, [, value]) => sum + value, 0);
}

/** Times are claimed to a factor of two: the power of two that is not above them. */
export function octaveOf(seconds: number | null | undefined): string | null {
  return seconds === null || seconds === undefined || seconds <= 0
    ? null
    : String(Math.floor(Math.log2(seconds)));
}
