import type { Session } from "../../database/types";
import type { AuditAction } from "./actions";
import { hashOf } from "./entry";

/** Something that was done with an organization, as a verb tells it. */
export interface Deed {
  readonly organizationId: number;
  readonly action: AuditAction;
  /** What it was done to, in words: an instance's number, a token's name. Never a secret. */
  readonly subject: string;
  readonly grantId?: string;
  /** Who did it, where it was not who asked. */
  readonly actor?: string;
}

interface Context {
  /** The transaction of the deed. */
  readonly database: Session;
  readonly actor: string;
  readonly now: Date;
}

/** Adds an entry. Counting it in the organization's row locks that row, so that entries are numbered without gaps. */
export async function appendAudit(context: Context, deed: Deed): Promise<void> {
  const { auditEntry, organization } = context.database.prisma;
  const { organizationId, grantId = null, actor = context.actor, action, subject } = deed;
  const where = { id: organizationId };
  const { auditEntries: number, auditHead: previous } = await organization.update({
    where,
    data: { auditEntries: { increment: 1 } },
    select: { auditEntries: true, auditHead: true },
  });
  const at = context.now;
  const entry = { number, actor, action, subject, grantId, previous };
  const hash = hashOf(organizationId, { ...entry, at: at.toISOString() });
  await auditEntry.create({ data: { ...entry, organizationId, at, hash }, select: { number: true } });
  await organization.update({ where, data: { auditHead: hash }, select: { id: true } });
}
