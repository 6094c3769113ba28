import type { Database } from "../database/types";
import { type AuditEntry, findBreak, readAudit } from "./audit";

const pageSize = 1_000;

/**
 * Reads an organization's whole audit log and follows its hashes.
 * @returns how many entries there are, and the first that was changed or before which one is missing; null where the log is whole
 */
export async function checkAudit(
  database: Pick<Database, "query">,
  organizationId: number,
): Promise<{ readonly entries: number; readonly brokenAt: number | null }> {
  const newestFirst: AuditEntry[] = [];
  for (;;) {
    const before = newestFirst.at(-1)?.number ?? null;
    const page = await readAudit(database, organizationId, { before, limit: pageSize });
    newestFirst.push(...page);
    if (page.length < pageSize) break;
  }
  return { entries: newestFirst.length, brokenAt: findBreak(organizationId, newestFirst.toReversed()) };
}
