import type { ReadContext } from "../../rules/context";
import type { AuditEntry } from "../auditJson";
import { readWholeAudit } from "../readAudit";
import { type Checkpoint, isCheckpointOf } from "./checkpoint";
import type { Fault } from "./fault";
import { findFault } from "./findFault";
import { readStoredCheckpoints } from "./readCheckpoints";
import type { AuditKey } from "./signer";

/** An organization's log, and what is known of it. */
export interface LogState {
  /** Oldest first. */
  readonly log: readonly AuditEntry[];
  /** Null where the log is all that it was counted and signed to be. */
  readonly fault: Fault | null;
  /** The newest checkpoint of a day that is stored, and signed by this installation's key. */
  readonly signed: Checkpoint | null;
}

/** Reads a log and compares it with its organization's count, and with the newest stored checkpoint. */
export async function readLogState(
  context: ReadContext,
  key: AuditKey,
  { organizationId }: { readonly organizationId: number },
): Promise<LogState> {
  // Before the log is read: what is added meanwhile only makes it longer.
  const { auditEntries: entries, auditHead: head } =
    await context.database.prisma.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { auditEntries: true, auditHead: true },
    });
  const stored = await readStoredCheckpoints(context, { organizationId, limit: 1 });
  const signed = stored.find((checkpoint) => isCheckpointOf(key, checkpoint)) ?? null;
  const log = await readWholeAudit(context, { organizationId });
  const claims = [{ entries, head }, ...(signed === null ? [] : [signed])];
  return { log, fault: findFault(organizationId, log, claims), signed };
}
