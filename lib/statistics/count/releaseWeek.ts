import type { Session } from "../../database/types";
import { periodOf } from "../../words/period";

/**
 * Publishes a week that was held for review.
 * @param day any day of it, `YYYY-MM-DD`
 * @returns false where no such week is held
 */
export async function releaseWeek(
  { prisma }: Pick<Session, "prisma">,
  day: string,
  now: Date,
): Promise<boolean> {
  const { count } = await prisma.statisticPeriod.updateMany({
    where: {
      interval: "week",
      periodStart: new Date(periodOf("week", day).start),
      heldAt: { not: null },
      releasedAt: null,
    },
    data: { releasedAt: now },
  });
  return count > 0;
}
