import { z } from "zod";
import type { Part } from "../../database/part";
import { about, type InCode, time, toJson } from "../../http/json";
import type { ReadContext } from "../rules/context";
import { numeric, ofOrganization, parseInput, type Unparsed } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";
import { statementName, type UsageDocument, usageDocumentSchema } from "./usageDocument";

const statementSchema = z.object({
  number: about(z.int(), "1, 2, 3 … within the organization."),
  name: about(z.string(), "As it is written, such as `acme-0003`."),
  month: about(z.string(), "UTC month, `YYYY-MM`."),
  made_at: time,
  corrects: about(z.int().nullable(), "The number of the statement that it takes the place of."),
  corrected_by: about(z.int().nullable(), "The number of the one that took its place."),
  sha256: about(z.string(), "Of the statement, as its call answers it: the audit log has it too."),
});

/** Statements of a page. */
export const statementsPageRows = 500;

/** The statements of an organization. */
export const statementsJsonSchema = z.object({
  statements: about(z.array(statementSchema), `Newest first, ${statementsPageRows} at most.`),
});

export type StatementEntry = InCode<z.output<typeof statementSchema>>;

interface OfOrganization {
  readonly organizationId: number;
  readonly month?: string;
  /** After the statement of a number. */
  readonly part?: Part;
}

/** The statements of an organization, newest first: of all months or one, a part or as many as a page has. */
export async function listStatements(
  { database }: ReadContext,
  { organizationId, month, part = { after: null, take: statementsPageRows } }: OfOrganization,
): Promise<StatementEntry[]> {
  const rows = await database.prisma.statement.findMany({
    where: {
      organizationId,
      ...(month === undefined ? {} : { month }),
      ...(part.after === null ? {} : { number: { lt: Number(part.after) } }),
    },
    select: { number: true, month: true, madeAt: true, corrects: true, sha256: true },
    orderBy: { number: "desc" },
    take: part.take,
  });
  const { alias } = await database.prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { alias: true },
  });
  const corrections = await database.prisma.statement.findMany({
    where: { organizationId, corrects: { in: rows.map(({ number }) => number) } },
    select: { number: true, corrects: true },
  });
  const correctedBy = new Map(corrections.map(({ corrects, number }) => [corrects, number]));
  return rows.map((row) => ({
    ...row,
    name: statementName(alias, row.number),
    madeAt: row.madeAt.toISOString(),
    correctedBy: correctedBy.get(row.number) ?? null,
  }));
}

export function toStatementsJson(
  statements: readonly StatementEntry[],
): z.output<typeof statementsJsonSchema> {
  return toJson(statementsJsonSchema, { statements });
}

export const ReadStatement = z.object({
  ...ofOrganization,
  number: numeric(z.int("no-statement").min(1, "no-statement")),
});

/** A statement as it was made. @throws OrganizationProblem where there is none */
export async function readStatement(
  { database }: ReadContext,
  input: Unparsed<typeof ReadStatement>,
): Promise<{ readonly document: UsageDocument; readonly content: string; readonly sha256: string }> {
  const { organizationId, number } = parseInput(ReadStatement, input);
  const row = await database.prisma.statement.findUnique({
    where: { organizationId_number: { organizationId, number } },
    select: { content: true, sha256: true },
  });
  if (row === null) throw new OrganizationProblem("no-statement", number);
  return { ...row, document: usageDocumentSchema.parse(JSON.parse(row.content)) };
}
