import { createHash } from "node:crypto";
import type { Database } from "../../database/types";

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

interface AuditRow {
  readonly number: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly grant_id: string | null;
  readonly previous: string;
  readonly hash: string;
}

/** What the first entry of an organization follows on. */
export const firstPrevious = "0".repeat(64);

/**
 * Adds an entry. Meant to run in the transaction of what it writes down: the organization's row is locked, so that entries
 * are numbered without gaps.
 */
export async function appendAudit(
  query: Database["query"],
  organizationId: number,
  { actor, action, subject, grantId, at }: AuditEvent,
): Promise<void> {
  await query("select from organization where id = $1::integer for update", [organizationId]);
  const [last] = await query<{ number: number; hash: string }>(
    "select number, hash from audit_entry where organization_id = $1::integer order by number desc limit 1",
    [organizationId],
  );
  const entry = {
    number: (last?.number ?? 0) + 1,
    at: at.toISOString(),
    actor,
    action,
    subject,
    grantId: grantId ?? null,
    previous: last?.hash ?? firstPrevious,
  };
  await query(
    `insert into audit_entry (organization_id, number, at, actor, action, subject, grant_id, previous, hash)
     values ($1::integer, $2::integer, $3::timestamptz, $4, $5, $6, $7::uuid, $8, $9)`,
    [
      organizationId,
      entry.number,
      entry.at,
      actor,
      action,
      subject,
      entry.grantId,
      entry.previous,
      hashOf(organizationId, entry),
    ],
  );
}

/**
 * Reads entries, newest first.
 * @param before only entries with a lower number
 */
export async function readAudit(
  database: Pick<Database, "query">,
  organizationId: number,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<AuditEntry[]> {
  const rows = await database.query<AuditRow>(
    `select number, at, actor, action, subject, grant_id, previous, hash from audit_entry
     where organization_id = $1::integer and ($2::integer is null or number < $2::integer)
     order by number desc limit ${Math.floor(limit)}`,
    [organizationId, before],
  );
  return rows.map(({ at, grant_id, ...row }) => ({ ...row, at: at.toISOString(), grantId: grant_id }));
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
