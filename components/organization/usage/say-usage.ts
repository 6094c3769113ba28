import type { UsageMonth } from "@/lib/organizations/usage/readUsage";
import { sayMonth } from "@/lib/words/sayDates";
import { sayDecimal } from "@/lib/words/sayNumbers";

/** How much of a kind was used, in the latest month that is over and has any, else so far. */
export function sayUsage(
  usage: readonly UsageMonth[],
  months: readonly string[],
  { read, unit }: { readonly read: (usage: UsageMonth) => number; readonly unit: string },
): string {
  const total = (month: string) => usage.reduce((sum, one) => sum + (one.month === month ? read(one) : 0), 0);
  const running = months.at(-1) ?? "";
  const last = months.slice(0, -1).findLast((month) => total(month) > 0);
  if (last !== undefined) return `${sayDecimal(total(last))} ${unit} in ${sayMonth(last)}`;
  const soFar = total(running);
  return soFar > 0 ? `${sayDecimal(soFar)} ${unit} so far in ${sayMonth(running)}` : "Nothing was reported";
}
