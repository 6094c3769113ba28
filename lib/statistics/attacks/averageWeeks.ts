import type { Attack } from "./attack";
import { reported } from "./marginals";

/** The smallest published classes are the ones worth it. */
const largest = 16;

/**
 * Averages the noise away: the weeks of a class that changes little have nearly the same number, each with noise of its own.
 * The last week's figure and the mean of the weeks weigh the same.
 */
export const averageWeeks: Attack = async ({ figures }) => {
  const claims = [];
  for (const statistic of reported) {
    const { periods } = await figures.statistic(statistic);
    const last = periods.findLast(({ n }) => n !== null);
    for (const [name, value] of Object.entries(last?.values ?? {})) {
      if (last === undefined || name === "other" || value > largest) continue;
      const values = periods.flatMap((period) => period.values[name] ?? []).slice(-6);
      const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
      const question = { about: "size", statistic, class: name, week: last.start } as const;
      claims.push({
        question,
        answer: String(Math.round((mean + value) / 2)),
        guess: String(Math.round(value)),
      });
    }
  }
  return claims;
};
