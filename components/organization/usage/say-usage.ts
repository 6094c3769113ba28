import type { UsageMonth } from "@/lib/organizations/usage/readUsage";

const hours = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const monthNames = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** A sum of hours with at most a decimal: `1,488`, `0.5`. */
export function sayHours(value: number): string {
  return hours.format(value);
}

/** A month (`2026-11`) as `November 2026`. */
export function sayMonth(month: string): string {
  return monthNames.format(new Date(`${month}-01T00:00:00Z`));
}

/** How much of a kind was used, in the latest month that is over and has any, else so far. */
export function sayUsage(
  usage: readonly UsageMonth[],
  months: readonly string[],
  { read, unit }: { readonly read: (usage: UsageMonth) => number; readonly unit: string },
): string {
  const total = (month: string) => usage.reduce((sum, one) => sum + (one.month === month ? read(one) : 0), 0);
  const running = months.at(-1) ?? "";
  const last = months.slice(0, -1).findLast((month) => total(month) > 0);
  if (last !== undefined) return `${sayHours(total(last))} ${unit} in ${sayMonth(last)}`;
  const soFar = total(running);
  return soFar > 0 ? `${sayHours(soFar)} ${unit} so far in ${sayMonth(running)}` : "Nothing was reported";
}
