import { createHash } from "node:crypto";
import type { AuditEntry } from "./auditJson";

/** What the first entry of an organization follows on. */
export const firstPrevious = "0".repeat(64);

/** SHA-256 of an entry and, through `previous`, of all before it; how it is made is said in the exported file. */
export function hashOf(organizationId: number, entry: Omit<AuditEntry, "hash">): string {
  const { number, at, actor, action, subject, grantId, previous } = entry;
  const text = JSON.stringify([organizationId, number, at, actor, action, subject, grantId, previous]);
  return createHash("sha256").update(text).digest("hex");
}
