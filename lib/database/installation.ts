import { randomUUID } from "node:crypto";
import type { Session } from "./types";

/**
 * Which installation a database belongs to, as what lies on a disk for it names it. The first to ask makes the id; of
 * several at once all get the same. @throws DatabaseUnavailable where it cannot be told now
 */
export async function readInstallationId({ prisma }: Pick<Session, "prisma">): Promise<string> {
  const known = await prisma.installation.findFirst();
  if (known !== null) return known.id;
  await prisma.installation.createMany({ data: { id: randomUUID() }, skipDuplicates: true });
  return (await prisma.installation.findFirstOrThrow()).id;
}
