import { hueAt } from "@/lib/charts/colors";
import type { PlainSeries } from "@/lib/charts/plainChart";
import type { UsageMonth } from "@/lib/organizations/usage/readUsage";

/** So many instances have a color of their own in four charts and their tables; the others share one. */
const namedInstances = 4;

/** An instance of a usage report in words. Zero stands for those that are linked no longer. */
export function nameOf({ number, project }: Pick<UsageMonth, "number" | "project">): string {
  if (number === 0) return "Linked no longer";
  return project === null ? `Instance ${number}` : `Instance ${number}, ${project}`;
}

/**
 * Hours of a kind by month, a layer for each instance. The instances with the most vCPU-hours come first and have the
 * same colors whatever is counted.
 * @param months oldest first
 */
export function usageSeries(
  usage: readonly UsageMonth[],
  months: readonly string[],
  read: (usage: UsageMonth) => number,
): PlainSeries[] {
  const totals = new Map<number, number>();
  for (const { number, vcpuHours } of usage) totals.set(number, (totals.get(number) ?? 0) + vcpuHours);
  const numbers = [...totals.keys()].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0) || a - b);
  const named = numbers.slice(0, namedInstances);
  const others = numbers.slice(namedInstances);
  const isNamed = new Set(named);
  const values = new Map<string, number>();
  const projects = new Map<number, string | null>();
  for (const one of usage) {
    const layer = isNamed.has(one.number) ? one.number : "others";
    const key = `${layer} ${one.month}`;
    values.set(key, (values.get(key) ?? 0) + read(one));
    if (!projects.has(one.number)) projects.set(one.number, one.project);
  }
  const valuesOf = (layer: number | "others") => months.map((month) => values.get(`${layer} ${month}`) ?? 0);
  const series = named.map((number, index) => ({
    key: String(number),
    title: nameOf({ number, project: projects.get(number) ?? null }),
    color: hueAt(index),
    values: valuesOf(number),
  }));
  if (others.length === 0) return series;
  const title = others.length === 1 ? "1 other instance" : `${others.length} other instances`;
  return [...series, { key: "others", title, color: "series-other", values: valuesOf("others") }];
}
