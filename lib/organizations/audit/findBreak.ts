import type { AuditEntry } from "./auditJson";
import { firstPrevious, hashOf } from "./entry";

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
