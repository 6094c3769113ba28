import type { AuditEntry } from "../auditJson";
import { findBreak } from "../findBreak";
import type { Fault } from "./fault";

/** How many entries a log had at some time, and the hash of the last. */
export interface Claim {
  readonly entries: number;
  readonly head: string;
}

/**
 * Goes through a log, and compares it with what it was.
 * @param log oldest first, from number 1 on
 * @returns null where its hashes fit one another and it begins with everything that is claimed
 */
export function findFault(
  organizationId: number,
  log: readonly AuditEntry[],
  claims: readonly Claim[],
): Fault | null {
  const changed = findBreak(organizationId, log);
  if (changed !== null) return { kind: "changed", at: changed };
  let believed = 0;
  for (const { entries, head } of claims.toSorted((one, other) => one.entries - other.entries)) {
    if (log.length < entries) return { kind: "cut", at: log.length + 1, entries };
    if (entries > 0 && log[entries - 1]?.hash !== head)
      return { kind: "rewritten", at: believed + 1, entries };
    believed = entries;
  }
  return null;
}
