import { z } from "zod";
import { about } from "../../../http/json";
import type { ReadContext } from "../../rules/context";
import { auditRootSchema, checkpointSchema, checkpointWords } from "./checkpoint";
import { readStoredCheckpoints } from "./readCheckpoints";
import { readLogState } from "./readLogState";
import type { AuditSigner } from "./signer";
import { signLog } from "./signLog";

/** What was signed of an organization's audit log, as it takes it along. */
export const checkpointsJsonSchema = z.object({
  about: about(z.string(), "How a checkpoint is checked."),
  now: about(checkpointSchema.nullable(), "Of the log as it is; null where it is not what it was."),
  daily: about(z.array(checkpointSchema), "Newest first; keep them, and later logs can be compared."),
});

/** What is published of all audit logs. */
export const auditRootsJsonSchema = z.object({
  roots: about(z.array(auditRootSchema), "One a day, newest first."),
});

/** The key that audit logs are signed with. */
export const auditKeyJsonSchema = z.object({
  key: about(z.string(), "What it is called in what it signed."),
  algorithm: z.literal("Ed25519"),
  public_key: about(z.string(), "PEM."),
});

/** Signs an organization's log as it is, and gives it with the checkpoints of its days. */
export async function readCheckpointsJson(
  context: ReadContext & { readonly now: Date },
  signer: AuditSigner,
  { organizationId }: { readonly organizationId: number },
): Promise<z.output<typeof checkpointsJsonSchema>> {
  const { log, fault } = await readLogState(context, signer, { organizationId });
  const signed = signLog(signer, { organizationId, log, now: context.now });
  return {
    about: checkpointWords,
    now: fault === null ? { ...signed, published: null } : null,
    daily: await readStoredCheckpoints(context, { organizationId }),
  };
}
