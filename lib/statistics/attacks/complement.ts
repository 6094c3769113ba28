import { statistics } from "../declared/statistics";
import type { Attack } from "./attack";
import { restOf } from "./marginals";

/**
 * Two ways to count the same engines. Those who could not answer are what the n of a statistic that everybody answers has
 * more; a class that alone is not published is what the others leave of n.
 */
export const subtract: Attack = async ({ figures }) => {
  const everybody = await figures.statistic("editions");
  const claims = [];
  for (const { key, kind } of statistics) {
    if (kind !== "share") continue;
    const { periods, statistic } = await figures.statistic(key);
    for (const period of periods) {
      const all = everybody.periods.find(({ start }) => start === period.start)?.n;
      if (period.n === null || all === undefined || all === null) continue;
      const about = { about: "size", statistic: key, week: period.start } as const;
      const missing = statistic.classes.filter(({ key: name }) => period.values[name] === undefined);
      if (statistic.outside !== null && period.outside === null) {
        const answer = String(Math.max(0, Math.round(all - period.n)));
        claims.push({ question: { ...about, class: "outside" }, answer, guess: { among: key } });
      }
      const [only, ...more] = missing;
      if (only !== undefined && more.length === 0) {
        const answer = String(Math.max(0, Math.round(restOf(period))));
        claims.push({ question: { ...about, class: only.key }, answer, guess: { among: key } });
      }
    }
  }
  return claims;
};
