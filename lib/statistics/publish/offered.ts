import type { Point } from "../count/point";
import type { Statistic } from "../declare/declare";
import { publishPeriod } from "./publishPeriod";

/** Whether an edition may be looked at by itself in a period: whether anything of it would be published. */
export function isOffered(
  statistic: Statistic,
  points: readonly Point[],
  edition: string,
  publishMinInstances: number,
): boolean {
  if (!points.some((point) => point.edition === edition)) return false;
  const { n } = publishPeriod(
    statistic,
    points,
    { edition: edition as "community", of: "all", weighting: "instances" },
    publishMinInstances,
  );
  return n !== null && n > 0;
}
