import { cloneTimeStatistic } from "../declared/cloneTimes";
import type { Attack } from "./attack";
import { newestOf, octaveOf } from "./marginals";

/** Where one engine makes nearly all clones, the times of all clones are its own. */
export const readDominated: Attack = async ({ figures, victims }) => {
  const [clones, instances] = await Promise.all(
    ["clones", "instances"].map((weighting) => figures.statistic(cloneTimeStatistic.key, { weighting })),
  );
  const guess = octaveOf(instances && newestOf(instances)?.times?.percentiles[50]) ?? "";
  return victims
    .filter(({ isBusiest }) => isBusiest)
    .flatMap(({ name }) =>
      (clones?.periods ?? [])
        .filter(({ n }) => n !== null)
        .map(({ times }) => ({
          question: { about: "time", victim: name } as const,
          answer: octaveOf(times?.percentiles[50]) ?? guess,
          guess,
        })),
    );
};
