import { createHash } from "node:crypto";
import type { Rows, Session } from "../../database/types";

/** What can be written down of an organization. */
export const auditActions = {
  "organization created": "The organization was created",
  "plan changed": "The plan was changed",
  "billing changed": "The billing state was changed",
  "key issued": "A key for engines was issued",
  "key rotated": "A key was replaced; the old one stays valid for a while",
  "key revoked": "A key was revoked",
  "token issued": "An access token was issued",
  "token revoked": "An access token was revoked",
  "signed in": "Somebody signed in with an access token",
  "instance linked": "An instance was linked",
  "instance unlinked": "An instance was unlinked",
  "instance erased": "An instance's events were erased",
  "erasure undone": "An erasure was undone",
  "support granted": "Support was given access",
  "grant revoked": "Access of support was taken back",
  "support looked": "Support looked at an instance",
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof auditActions;

/** Who did what. */
export interface AuditEvent {
  /** `operator`, `token <name>`, `support <name>`, `engine`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** What it was done to, in words: an instance's number, a token's name. Never a secret. */
  readonly subject: string;
  readonly grantId?: string;
  readonly at: Date;
}

/** A line of the log as it is stored. */
export interface AuditEntry {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly grantId: string | null;
  readonly previous: string;
  readonly hash: string;
}

/** What the first entry of an organization follows on. */
export const firstPrevious = "0".repeat(64);

/**
 * Adds an entry, in the transaction of what it writes down. Counting it in the organization's row locks that row, so that
 * entries are numbered without gaps.
 */
export async function appendAudit(
  prisma: Rows,
  organizationId: number,
  { grantId, ...event }: AuditEvent,
): Promise<void> {
  const organization = await prisma.organization.update({
    where: { id: organizationId },
    data: { auditEntries: { increment: 1 } },
    select: { auditEntries: true, auditHead: true },
  });
  const entry = {
    ...event,
    grantId: grantId ?? null,
    number: organization.auditEntries,
    previous: organization.auditHead,
  };
  const hash = hashOf(organizationId, { ...entry, at: entry.at.toISOString() });
  await prisma.auditEntry.create({ data: { ...entry, organizationId, hash }, select: { number: true } });
  await prisma.organization.update({
    where: { id: organizationId },
    data: { auditHead: hash },
    select: { id: true },
  });
}

/**
 * Reads entries, newest first.
 * @param before only entries with a lower number
 */
export async function readAudit(
  { prisma }: Pick<Session, "prisma">,
  organizationId: number,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<AuditEntry[]> {
  const rows = await prisma.auditEntry.findMany({
    where: { organizationId, ...(before === null ? {} : { number: { lt: before } }) },
    omit: { organizationId: true },
    orderBy: { number: "desc" },
    take: Math.floor(limit),
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/**
 * Goes through entries in order and finds the first that was changed, or before which one is missing.
 * @param entries oldest first, from number 1 on
 * @returns its number, or null where the log is whole
 */
export function findBreak(organizationId: number, entries: readonly AuditEntry[]): number | null {
  let previous = firstPrevious;
  for (const [index, entry] of entries.entries()) {
    const isWhole =
      entry.number === index + 1 &&
      entry.previous === previous &&
      entry.hash === hashOf(organizationId, entry);
    if (!isWhole) return entry.number;
    previous = entry.hash;
  }
  return null;
}

function hashOf(organizationId: number, entry: Omit<AuditEntry, "hash">): string {
  const { number, at, actor, action, subject, grantId, previous } = entry;
  const text = JSON.stringify([organizationId, number, at, actor, action, subject, grantId, previous]);
  return createHash("sha256").update(text).digest("hex");
}
