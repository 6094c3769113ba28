import { dayOf } from "../../words/period";
import type { Attack } from "./attack";
import { newestOf, reported } from "./marginals";

/** At first engines are not counted yet. */
const startingWeeks = 2;

/**
 * Knows what the victim reports, and asks whether it was at work: each of its classes is one less in a week in which it was
 * not. All its classes together are compared with their mean over the weeks, since each has noise of its own.
 * @param likely how likely an engine is to be at work in a week, where the attacker knows better than what is published
 */
export function seeSilence(likely?: number): Attack {
  return async ({ figures, victims }) => {
    const readings = await Promise.all(reported.map((key) => figures.statistic(key)));
    // What part of the engines of four weeks is at work in one.
    const windows = newestOf(await figures.statistic("active-instances"))?.values;
    const usual = (windows?.[7] ?? 0) / (windows?.[28] ?? 1);
    const odds = Math.min(0.95, Math.max(0.05, likely ?? usual));
    const guess = odds >= 0.5 ? "yes" : "no";
    const weeks = (readings[0]?.periods ?? []).filter(({ n }) => n !== null).map(({ start }) => start);
    return victims.flatMap(({ name, classes, arrives }) => {
      const after = weeks.filter((week) => week > dayOf(arrives)).slice(startingWeeks);
      const series = readings.flatMap(({ statistic, periods }) => {
        const values = new Map(
          periods.flatMap(({ start, values: own }) => {
            const value = own[classes[statistic.key] ?? ""];
            return value === undefined || !after.includes(start) ? [] : [[start, value] as const];
          }),
        );
        return values.size < 2 ? [] : [values];
      });
      const differences = after.map((week) =>
        mean(
          series.flatMap((values) =>
            values.has(week) ? [(values.get(week) ?? 0) - mean([...values.values()])] : [],
          ),
        ),
      );
      // With the victim a figure is above its mean, without it below; the rest of what it varies by is chance.
      const chance = Math.max(0.01, mean(differences.map((one) => one ** 2)) - odds * (1 - odds));
      const middle = 0.5 - odds;
      const isSilent = (difference: number) => (middle - difference) / chance > Math.log(odds / (1 - odds));
      return after.map((week, index) => ({
        question: { about: "active", victim: name, week } as const,
        answer: isSilent(differences[index] ?? 0) ? "no" : "yes",
        guess,
      }));
    });
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
}
