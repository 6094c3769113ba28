import type { Attack } from "./attack";
import { mostFrequent, reported } from "./marginals";

/**
 * Looks at shorter and shorter periods. Hardly any engine is at work on a Sunday: the day's own figures are those of the few
 * that are, and what a week has more than its other days is that Sunday's.
 */
export const readFewOnADay: Attack = async ({ figures, victims }) => {
  const claims = [];
  for (const statistic of reported) {
    const [days, weeks] = await Promise.all(
      ["day", "week"].map((interval) => figures.statistic(statistic, { interval })),
    );
    for (const { name, sundays } of victims) {
      for (const sunday of sundays) {
        const guess = mostFrequent(
          weeks?.periods.findLast(({ start, n }) => start <= sunday && n !== null) ?? null,
        );
        const day = days?.periods.find(({ start, end }) => start === sunday && end > sunday);
        const answer = mostFrequent(day ?? null) ?? guess;
        if (guess === null || answer === null) continue;
        claims.push({ question: { about: "class", victim: name, statistic } as const, answer, guess });
      }
    }
  }
  return claims;
};
