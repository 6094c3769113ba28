import { addDays } from "../../words/period";
import type { Attack } from "./attack";
import { reported } from "./marginals";

/** The smallest published classes are the ones worth it. */
const largest = 16;

const readings = 10;
const weeks = 6;

/**
 * Averages the noise away. The same week is asked for in many views, in case each has noise of its own; and the weeks of a
 * class that changes little have nearly the same number, so that the last one and their mean weigh the same.
 */
export const averageNoise: Attack = async ({ figures, today }) => {
  const claims = [];
  for (const statistic of reported) {
    const views = await Promise.all(
      Array.from({ length: readings }, (_, index) =>
        figures.statistic(statistic, { from: addDays(today(), -90 - index) }),
      ),
    );
    const [first] = views;
    const last = first?.periods.findLast(({ n }) => n !== null);
    if (first === undefined || last === undefined) continue;
    for (const [name, value] of Object.entries(last.values)) {
      if (name === "other" || value > largest) continue;
      const again = views.flatMap(
        ({ periods }) => periods.find(({ start }) => start === last.start)?.values[name] ?? [],
      );
      const before = first.periods.flatMap(({ values }) => values[name] ?? []).slice(-weeks);
      const isRepeated = again.every((one) => one === value);
      const question = { about: "size", statistic, class: name, week: last.start } as const;
      const answer = isRepeated ? (mean(before) + value) / 2 : mean(again);
      claims.push({ question, answer: String(Math.round(answer)), guess: String(Math.round(value)) });
    }
  }
  return claims;
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
