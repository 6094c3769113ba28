import { z } from "zod";
import { isoTimes } from "../../database/isoTimes";
import type { ReadContext } from "../rules/context";
import { numeric, ofOrganization, parseInput, type Unparsed } from "../rules/fields";
import type { AuditEntry } from "./auditJson";

/** Only entries with a lower number. */
export const Before = z.int("before").min(0, "before");

export const ReadAudit = z.object({
  ...ofOrganization,
  /** Null for the newest. */
  before: numeric(Before).nullable(),
  limit: z.int(),
});

/** Reads entries, newest first. @throws OrganizationProblem for a `before` that is no number */
export async function readAudit(
  { database }: ReadContext,
  input: Unparsed<typeof ReadAudit>,
): Promise<AuditEntry[]> {
  const { organizationId, before, limit } = parseInput(ReadAudit, input);
  const rows = await database.prisma.auditEntry.findMany({
    where: { organizationId, ...(before === null ? {} : { number: { lt: before } }) },
    omit: { organizationId: true },
    orderBy: { number: "desc" },
    take: limit,
  });
  return rows.map(isoTimes);
}

/** The whole log of an organization, oldest first, read a page at a time. */
export async function readWholeAudit(
  context: ReadContext,
  { organizationId, pageEntries = 1000 }: { readonly organizationId: number; readonly pageEntries?: number },
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let before: number | null = null; ; before = entries.at(-1)?.number ?? null) {
    const page: AuditEntry[] = await readAudit(context, { organizationId, before, limit: pageEntries });
    entries.push(...page);
    if (page.length < pageEntries) return entries.reverse();
  }
}
