import { z } from "zod";
import type { ErasureProof } from "../openReleases";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** How it is checked, as it stands in every answer. */
const rule =
  'A node is the SHA-256 (hexadecimal) of a JSON array without spaces: of the receipt ["erasure", id, requested_at, purged_at, refuses_events, counts, blinding], and of two nodes ["node", left, right]. The path leads from the receipt at its place to the root; entry.data has the root; proof (C2SP tlog-proof) leads from SHA-256(0x00, entry.data) to a signed checkpoint.';

/** The proof of a receipt, as `/api/v1/erasures/{id}/proof` answers it. */
export const erasureProofSchema = z.object({
  receipt: z
    .object({
      id: z.uuid(),
      requested_at: z.iso.datetime(),
      purged_at: z.iso.datetime(),
      refuses_events: z.boolean(),
      counts: z.unknown(),
    })
    .describe("What is hashed of the receipt."),
  day: z.iso.date().describe("The day on which the erasure was completed."),
  root: hash.describe("The root over all receipts of that day, of which nobody can tell how many there are."),
  place: z.int().describe("Where the receipt is in the tree of the day."),
  blinding: hash.describe("Without it nobody can guess what the leaf is of."),
  path: z.array(hash).describe("The hashes beside the way to the root, from the leaf up."),
  entry: z.object({ place: z.int(), data: z.string() }).describe("The entry of the log that says the root."),
  proof: z.string().describe("That the entry is in the log (C2SP tlog-proof)."),
  rule: z.string().describe("How all of it is checked."),
});

export function erasureProofJson({ entry, ...proof }: ErasureProof): string {
  const said: z.infer<typeof erasureProofSchema> = {
    ...proof,
    path: [...proof.path],
    entry: { place: entry.place, data: entry.data },
    rule,
  };
  return JSON.stringify(said);
}
