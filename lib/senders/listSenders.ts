import { type Part, rowsAfter } from "../database/part";
import type { SenderContext } from "./context";

/** A relay or an importer that is or was trusted. Times are ISO 8601. */
export interface ListedSender {
  readonly id: string;
  readonly name: string;
  /** The alias of the organization whose it is; null for the operator's. */
  readonly organization: string | null;
  /** Its token's last four characters. */
  readonly hint: string;
  readonly issuedAt: string;
  readonly revokedAt: string | null;
  /** When it last sent an event that strangers would not be believed. */
  readonly lastHistoryAt: string | null;
}

/** Senders, newest first, revoked ones too: all, or a part after the sender of an id. */
export async function listSenders(
  { database }: Pick<SenderContext, "database">,
  { part }: { readonly part?: Part } = {},
): Promise<ListedSender[]> {
  const rows = await database.prisma.sender.findMany({
    include: { organization: { select: { alias: true } } },
    orderBy: [{ issuedAt: "desc" }, { id: "asc" }],
    ...rowsAfter("id", part),
  });
  return rows.map(({ id, name, organization, hint, issuedAt, revokedAt, lastHistoryAt }) => ({
    id,
    name,
    organization: organization?.alias ?? null,
    hint,
    issuedAt: issuedAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    lastHistoryAt: lastHistoryAt?.toISOString() ?? null,
  }));
}
