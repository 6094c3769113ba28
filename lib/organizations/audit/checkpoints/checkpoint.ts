import { z } from "zod";
import { about, time } from "../../../http/json";
import { type AuditKey, isSignedBy } from "./signer";
import { depth, rootOf, sha256 } from "./tree";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** How a checkpoint is checked by somebody who trusts nobody. */
export const checkpointWords =
  'signature is the Ed25519 signature (Base64) of the JSON array ["dblab-telemetry audit checkpoint", organization_id, entries, head, at], written without spaces, by the key of /api/v1/audit/key. In a log that is whole the entry of number `entries` has the hash `head`.';

/** What was signed of an organization's audit log. */
export const checkpointSchema = z.object({
  kind: z.literal("checkpoint"),
  organization_id: z.int(),
  entries: about(z.int().min(0), "How many entries the log had."),
  head: about(hash, "The hash of the last of them; 64 zeros for none."),
  at: time,
  key: about(z.string(), "Which key signed it."),
  signature: about(z.string(), "Ed25519, Base64."),
  published: about(
    z
      .object({
        day: about(z.iso.date(), "Of the root at /api/v1/audit/roots."),
        place: z.int().min(0),
        blinding: about(hash, "Without it nobody can guess what the leaf is of."),
        path: about(
          z.array(hash).length(depth),
          "The hashes that lead from the leaf to the root; most are of nothing.",
        ),
      })
      .nullable(),
    "Where it is in the day's published root; null for a checkpoint that was made on demand.",
  ),
});

/** What is published of all checkpoints of a day. */
export const auditRootSchema = z.object({
  day: z.iso.date(),
  root: about(hash, "Of a tree of fixed depth over the checkpoints of all organizations; it tells of none."),
  key: z.string(),
  signature: about(
    z.string(),
    'Ed25519, Base64, of the JSON array ["dblab-telemetry audit root", day, root], written without spaces.',
  ),
});

export type Checkpoint = z.output<typeof checkpointSchema>;
export type AuditRoot = z.output<typeof auditRootSchema>;

/** What a checkpoint's signature is of. */
export function checkpointText({
  organization_id,
  entries,
  head,
  at,
}: Pick<Checkpoint, "organization_id" | "entries" | "head" | "at">): string {
  return JSON.stringify(["dblab-telemetry audit checkpoint", organization_id, entries, head, at]);
}

/** What a root's signature is of. */
export function rootText({ day, root }: Pick<AuditRoot, "day" | "root">): string {
  return JSON.stringify(["dblab-telemetry audit root", day, root]);
}

/** The leaf of a checkpoint. */
export function leafOf(checkpoint: Parameters<typeof checkpointText>[0], blinding: string): string {
  return sha256(["leaf", blinding, checkpointText(checkpoint)]);
}

/** True where the key signed the checkpoint. */
export function isCheckpointOf(key: AuditKey, checkpoint: Checkpoint): boolean {
  return checkpoint.key === key.key && isSignedBy(key, checkpointText(checkpoint), checkpoint.signature);
}

/** True where the key signed the root, and the checkpoint is in it. */
export function isInRoot(key: AuditKey, checkpoint: Checkpoint, root: AuditRoot): boolean {
  const { published } = checkpoint;
  return (
    published !== null &&
    published.day === root.day &&
    isSignedBy(key, rootText(root), root.signature) &&
    rootOf(leafOf(checkpoint, published.blinding), published.place, published.path) === root.root
  );
}
