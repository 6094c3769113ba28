import type { AuditEntry } from "../auditJson";
import { firstPrevious } from "../entry";
import { type Checkpoint, checkpointText } from "./checkpoint";
import type { AuditSigner } from "./signer";

/** Signs what a log without a fault is. */
export function signLog(
  signer: AuditSigner,
  {
    organizationId,
    log,
    now,
  }: { readonly organizationId: number; readonly log: readonly AuditEntry[]; readonly now: Date },
): Omit<Checkpoint, "published"> {
  const signed = {
    organization_id: organizationId,
    entries: log.length,
    head: log.at(-1)?.hash ?? firstPrevious,
    at: now.toISOString(),
  };
  return {
    kind: "checkpoint",
    ...signed,
    key: signer.key,
    signature: signer.sign(checkpointText(signed)),
  };
}
