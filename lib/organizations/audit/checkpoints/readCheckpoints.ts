import type { Session } from "../../../database/types";
import type { ReadContext } from "../../rules/context";
import { type AuditRoot, type Checkpoint, checkpointSchema } from "./checkpoint";

/** Days of which checkpoints and roots are given; all are kept. */
export const shownDays = 400;

/** The checkpoints of days that are stored of an organization, newest first. */
export async function readStoredCheckpoints(
  { database }: ReadContext,
  { organizationId, limit = shownDays }: { readonly organizationId: number; readonly limit?: number },
): Promise<Checkpoint[]> {
  const rows = await database.prisma.auditCheckpoint.findMany({
    where: { organizationId },
    orderBy: { day: "desc" },
    take: limit,
  });
  return rows.flatMap(({ checkpoint }) => checkpointSchema.safeParse(checkpoint).data ?? []);
}

/** What was published of all organizations' checkpoints, newest first. */
export function readAuditRoots({ sql }: Pick<Session, "sql">): Promise<AuditRoot[]> {
  return sql
    .selectFrom("audit_root")
    .select(["day", "root", "key", "signature"])
    .orderBy("day", "desc")
    .limit(shownDays)
    .execute();
}
