import { cloneTimeStatistic } from "../declared/cloneTimes";
import type { Attack } from "./attack";
import { newestOf, octaveOf } from "./marginals";

/**
 * Reads the outermost percentile and the end of the curve, which are the slowest engine's, in every file system's view: the
 * fewer engines, the nearer. A guess takes the third quartile.
 */
export const readExtremes: Attack = async ({ figures, victims }) => {
  const all = await figures.statistic(cloneTimeStatistic.key);
  const guess = octaveOf(newestOf(all)?.times?.percentiles[75]) ?? "";
  const claims = [];
  for (const { name, isSlowest, classes } of victims) {
    if (!isSlowest) continue;
    const of = classes[cloneTimeStatistic.key] ?? "all";
    const own = newestOf(await figures.statistic(cloneTimeStatistic.key, { of }));
    const times = (own?.times ?? null) === null ? newestOf(all)?.times : own?.times;
    const outermost = times?.percentiles[99] ?? times?.percentiles[95] ?? times?.curve.at(-1)?.seconds;
    const question = { about: "time", victim: name } as const;
    claims.push({ question, answer: octaveOf(outermost) ?? guess, guess });
  }
  return claims;
};
