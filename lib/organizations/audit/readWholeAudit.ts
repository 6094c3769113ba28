import type { Session } from "../../database/types";
import { type AuditEntry, readAudit } from "./audit";

/**
 * The whole log of an organization, oldest first, read a page at a time.
 * @param pageEntries entries of a page
 */
export async function readWholeAudit(
  database: Pick<Session, "prisma">,
  organizationId: number,
  pageEntries = 1000,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let before: number | null = null; ; before = entries.at(-1)?.number ?? null) {
    const page: AuditEntry[] = await readAudit(database, organizationId, { before, limit: pageEntries });
    entries.push(...page);
    if (page.length < pageEntries) return entries.reverse();
  }
}
