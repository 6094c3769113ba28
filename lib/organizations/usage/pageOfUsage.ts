import type { UsageMonth } from "./readUsage";

/** Names a row of a usage report, as `2026-11.12`. */
export const placeOfUsage = ({ month, number }: UsageMonth) => `${month}.${number}`;

/**
 * A part of a usage report, newest month first and then by number. The report is a sum over all reports of engines, and is
 * made as a whole.
 * @param after see `AfterUsage`; null for the first part
 * @returns `next` is null at the end
 */
export function pageOfUsage(
  usage: readonly UsageMonth[],
  after: string | null,
  take: number,
): { readonly rows: readonly UsageMonth[]; readonly next: string | null } {
  const [month = "", number = ""] = after?.split(".") ?? [];
  const isLater = (one: UsageMonth) =>
    after === null || one.month < month || (one.month === month && one.number > Number(number));
  const start = usage.findIndex(isLater);
  const rows = start < 0 ? [] : usage.slice(start, start + take);
  const last = rows.at(-1);
  const isEnd = last === undefined || start + take >= usage.length;
  return { rows, next: isEnd ? null : placeOfUsage(last) };
}
