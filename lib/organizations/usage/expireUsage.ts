import type { Session } from "../../database/types";
import { monthOf } from "../billing/month";

const dayMs = 86_400_000;

/** Reports deleted by one statement: few enough to be done in a moment. */
const batchSize = 5_000;

interface Expiry {
  readonly now: Date;
  /** See `BILLING_RETENTION_DAYS`. */
  readonly retentionDays: number;
  readonly batch?: number;
  /** Asked between two statements. */
  readonly goOn?: () => Promise<boolean>;
}

/** Deletes usage reports and statements that billing need not keep any more. @returns how many reports were deleted */
export async function expireUsage(
  { prisma }: Session,
  { now, retentionDays, batch = batchSize, goOn = async () => true }: Expiry,
): Promise<number> {
  const before = new Date(now.getTime() - retentionDays * dayMs);
  let deleted = 0;
  for (const { id } of await prisma.organization.findMany({ select: { id: true } })) {
    for (let last = batch; last === batch && (await goOn()); deleted += last) {
      const { count } = await prisma.usageHour.deleteMany({
        where: { organizationId: id, hour: { lt: before } },
        limit: batch,
      });
      last = count;
    }
  }
  await prisma.statement.deleteMany({ where: { month: { lt: monthOf(before) } } });
  return deleted;
}
