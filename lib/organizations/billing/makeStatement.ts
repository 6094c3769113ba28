import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Session } from "../../database/types";
import { audited } from "../audit/audited";
import { ofOrganization, text } from "../rules/fields";
import { limits } from "../rules/limits";
import { OrganizationProblem } from "../rules/organizationProblem";
import { closesAt, Month } from "./month";
import { Prices } from "./prices";
import { readUsageDocument } from "./readUsageDocument";
import { statementName, type UsageDocument } from "./usageDocument";

const common = {
  ...ofOrganization,
  month: Month,
  /** The operator's, where there are any. */
  prices: Prices.nullable(),
} as const;

export const CloseMonth = z.object(common);

export const CorrectStatement = z.object({ ...common, reason: text("statement-reason", limits.reason) });

/** Closes a month: what it comes to now is kept under a number, and never changes. @returns the number */
export const closeMonth = audited(
  CloseMonth,
  async ({ database, now }, { organizationId, month, prices }) => {
    if (closesAt(month) > now) throw new OrganizationProblem("month-open", month);
    const number = await takeNumber(database, organizationId);
    if ((await readLatest(database, { organizationId, month })) !== null)
      throw new OrganizationProblem("statement-made", month);
    const counted = await readUsageDocument({ database, now, prices }, { organizationId, month });
    if (counted.total === null) throw new OrganizationProblem("no-usage", month);
    const name = statementName(counted.organization.alias, number);
    const made = await keep(database, {
      ...{ organizationId, number, revision: 0, corrects: null },
      document: { ...counted, statement: { number: name, corrects: null, reason: null } },
    });
    return { result: number, organizationId, action: "statement made", subject: said(made) };
  },
);

/** Makes a statement that takes the place of the latest of its month. @returns its number */
export const correctStatement = audited(CorrectStatement, async ({ database, now }, wanted) => {
  const { organizationId, month, prices, reason } = wanted;
  const number = await takeNumber(database, organizationId);
  const latest = await readLatest(database, { organizationId, month });
  if (latest === null) throw new OrganizationProblem("no-statement", month);
  const counted = await readUsageDocument({ database, now, prices }, { organizationId, month });
  if (isSameUsage(counted, latest.document)) throw new OrganizationProblem("statement-unchanged", month);
  const { alias } = counted.organization;
  const names = { number: statementName(alias, number), corrects: statementName(alias, latest.number) };
  const made = await keep(database, {
    ...{ organizationId, number, revision: latest.revision + 1, corrects: latest.number },
    document: { ...counted, statement: { ...names, reason } },
  });
  return {
    result: number,
    organizationId,
    action: "statement corrected",
    subject: `${said(made)}, in place of ${names.corrects}: ${reason}`,
  };
});

/** Whether two documents say the same of a month, whenever they were made. */
export function isSameUsage(one: UsageDocument, other: UsageDocument): boolean {
  // Of which one was read back: its keys may have another order.
  const usage = ({ instances, projects, total, prices }: UsageDocument) => ({
    ...{ instances, projects, total, prices },
  });
  return isDeepStrictEqual(usage(one), usage(other));
}

/** The next number of an organization's statements. Whoever else makes one waits until this transaction is over. */
async function takeNumber({ prisma }: Session, organizationId: number): Promise<number> {
  const { lastStatementNumber } = await prisma.organization.update({
    where: { id: organizationId },
    data: { lastStatementNumber: { increment: 1 } },
    select: { lastStatementNumber: true },
  });
  return lastStatementNumber;
}

async function readLatest(
  { prisma }: Session,
  { organizationId, month }: { readonly organizationId: number; readonly month: string },
) {
  const row = await prisma.statement.findFirst({
    where: { organizationId, month },
    orderBy: { revision: "desc" },
  });
  return row === null ? null : { ...row, document: JSON.parse(row.content) as UsageDocument };
}

interface Kept {
  readonly organizationId: number;
  readonly number: number;
  readonly revision: number;
  readonly corrects: number | null;
  readonly document: UsageDocument;
}

async function keep({ prisma }: Session, { document, ...row }: Kept) {
  const content = JSON.stringify(document);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const { month, made_at: madeAt, total } = document;
  await prisma.statement.create({ data: { ...row, month, madeAt, total: total ?? {}, content, sha256 } });
  return { name: document.statement?.number ?? "", month, sha256 };
}

/** In the log with its hash: a statement that was changed by other means shows. */
function said({
  name,
  month,
  sha256,
}: {
  readonly name: string;
  readonly month: string;
  readonly sha256: string;
}): string {
  return `${name} for ${month}, SHA-256 ${sha256}`;
}
