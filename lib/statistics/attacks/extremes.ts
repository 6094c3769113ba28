import { cloneTimeStatistic } from "../declared/cloneTimes";
import type { Attack } from "./attack";
import { newestOf, octaveOf } from "./marginals";

/**
 * Reads the outermost percentile and the end of the curve, which are the slowest engine's, in every file system's view: the
 * fewer engines, the nearer.
 */
export const readExtremes: Attack = async ({ figures, victims }) => {
  const all = newestOf(await figures.statistic(cloneTimeStatistic.key));
  const claims = [];
  for (const { name, isSlowest, classes } of victims) {
    if (!isSlowest) continue;
    const own = newestOf(
      await figures.statistic(cloneTimeStatistic.key, { of: classes[cloneTimeStatistic.key] ?? "all" }),
    );
    const times = own?.times ?? all?.times;
    const outermost = times?.percentiles[99] ?? times?.percentiles[95] ?? times?.curve.at(-1)?.seconds;
    const question = { about: "time", victim: name } as const;
    claims.push({ question, answer: octaveOf(outermost) ?? "", guess: { among: "the slowest" } });
  }
  return claims;
};
