import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { selected } from "../../database/selected";
import type { ReadContext } from "../rules/context";

const fields = selected("id", "name", "hint", "createdAt", "revokedAt", "lastUsedAt");

/** Somebody of support. Times are ISO 8601. */
export type SupportMember = IsoTimes<Prisma.SupportMemberGetPayload<{ select: typeof fields }>>;

/** All members, removed ones too, by name. */
export async function listSupportMembers({ database }: ReadContext): Promise<SupportMember[]> {
  const rows = await database.prisma.supportMember.findMany({
    select: fields,
    orderBy: [{ name: "asc" }, { createdAt: "asc" }],
  });
  return rows.map(isoTimes);
}
