import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { type Part, rowsAfter } from "../../database/part";
import { selected } from "../../database/selected";
import type { ReadContext } from "../rules/context";

const fields = selected("id", "name", "hint", "createdAt", "revokedAt", "lastUsedAt");

/** Somebody of support. Times are ISO 8601. */
export type SupportMember = IsoTimes<Prisma.SupportMemberGetPayload<{ select: typeof fields }>>;

/** Members by name, removed ones too: all, or a part after the member of an id. */
export async function listSupportMembers(
  { database }: ReadContext,
  { part }: { readonly part?: Part } = {},
): Promise<SupportMember[]> {
  const rows = await database.prisma.supportMember.findMany({
    select: fields,
    orderBy: [{ name: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    ...rowsAfter("id", part),
  });
  return rows.map(isoTimes);
}
