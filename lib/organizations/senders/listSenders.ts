import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { type Part, rowsAfter } from "../../database/part";
import { selected } from "../../database/selected";
import type { ReadContext } from "../rules/context";

const fields = selected("id", "name", "hint", "issuedAt", "revokedAt", "lastHistoryAt");

/** A relay of an organization. Times are ISO 8601; `lastHistoryAt` is when it last sent what a stranger would not be believed. */
export type OrganizationSender = IsoTimes<Prisma.SenderGetPayload<{ select: typeof fields }>>;

/** Relays of an organization, newest first, revoked ones too: all, or a part after the one of an id. */
export async function listSenders(
  { database }: ReadContext,
  { organizationId, part }: { readonly organizationId: number; readonly part?: Part },
): Promise<OrganizationSender[]> {
  const rows = await database.prisma.sender.findMany({
    where: { organizationId },
    select: fields,
    orderBy: [{ issuedAt: "desc" }, { id: "asc" }],
    ...rowsAfter("id", part),
  });
  return rows.map(isoTimes);
}
