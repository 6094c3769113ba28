import { z } from "zod";
import { type MadeSecret, makeSecret } from "../settings/makeSecret";
import type { SenderContext } from "./context";

const longestName = 100;

export const IssueSender = z.object({
  name: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(longestName, `must have at most ${longestName} characters`),
});

/** Trusts a relay or an importer from now on. @returns its token, which is shown this once */
export async function issueSender(
  context: SenderContext,
  { name }: z.output<typeof IssueSender>,
): Promise<MadeSecret> {
  const { made, kept } = makeSecret("sender", context);
  await context.database.prisma.sender.create({
    data: { id: kept.id, name, tokenHash: kept.hash, hint: kept.hint, issuedAt: kept.createdAt },
  });
  return made;
}
