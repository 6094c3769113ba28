import type { StatisticClass, StatisticWords } from "./declare";

/** Says a class by its key, and those that are not listed by their title. */
export const choose =
  (byKey: Readonly<Record<string, string>>, other: (title: string) => string) =>
  ({ key, title }: StatisticClass): string =>
    byKey[key] ?? other(title);

/** A class of numbers with its noun: `no clones`, `1 clone`, `2–3 clones`. */
export function several(title: string, noun: string): string {
  return title === "0" ? `no ${noun}s` : `${title} ${noun}${title === "1" ? "" : "s"}`;
}

/** The words of a statistic of how many things the middle instance made in a period. */
export const created = (noun: string): StatisticWords => ({
  median: ({ title }, interval) => `The median instance created ${several(title, noun)} in a ${interval}`,
});

/** Text with a small letter at its beginning. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
