import { isSameUsage } from "@/lib/organizations/billing/makeStatement";
import {
  listStatements,
  readStatement,
  type StatementEntry,
} from "@/lib/organizations/billing/readStatements";
import { readUsageDocument } from "@/lib/organizations/billing/readUsageDocument";
import type { UsageDocument } from "@/lib/organizations/billing/usageDocument";
import { usageDocumentCsv, usageDocumentFileName } from "@/lib/organizations/billing/usageDocumentCsv";
import type { OrganizationContext } from "@/lib/organizations/rules/context";
import { getServices } from "@/lib/services";
import { csvForExcel } from "@/lib/words/csvForExcel";
import { isForExcel } from "./isForExcel";
import { orRefused } from "./orProblem";
import { privateFile, refused } from "./privateResponse";

interface Wanted {
  readonly context: OrganizationContext;
  readonly organizationId: number;
}

/** A month, or a statement by its number. */
interface Which {
  readonly month: string | null;
  readonly statement: string | null;
}

/** What `?month=` or `?statement=` of an address names. */
export function whichOf(parameters: URLSearchParams): Which {
  return { month: parameters.get("month"), statement: parameters.get("statement") };
}

/** The same of a page; null where its address names neither. */
export function monthAsked({
  month,
  statement,
}: Readonly<Record<string, string | string[] | undefined>>): Which | null {
  if (typeof statement === "string") return { month: null, statement };
  return typeof month === "string" && month !== "" ? { month, statement: null } : null;
}

/** As an address has it. */
export function queryOf({ month, statement }: Which): string {
  return statement === null
    ? `month=${encodeURIComponent(month ?? "")}`
    : `statement=${encodeURIComponent(statement)}`;
}

/** A month as it stands now, or a statement as it was made. @throws OrganizationProblem */
export async function readUsage(
  { context, organizationId }: Wanted,
  { month, statement }: Which,
): Promise<{ readonly document: UsageDocument; readonly content: string }> {
  const { prices } = (await getServices()).organizations;
  if (statement !== null) return readStatement(context, { organizationId, number: statement });
  const document = await readUsageDocument({ ...context, prices }, { organizationId, month });
  return { document, content: JSON.stringify(document) };
}

/** The same as a page shows it, with the statements of the month. */
export async function readUsageMonth(
  wanted: Wanted,
  which: Which,
): Promise<{
  readonly document: UsageDocument;
  readonly statements: readonly StatementEntry[];
  readonly isLate: boolean;
}> {
  const { document } = await readUsage(wanted, which);
  const { context, organizationId } = wanted;
  const statements = await listStatements(context, { organizationId, month: document.month });
  const [latest] = statements;
  if (document.statement !== null || latest === undefined) return { document, statements, isLate: false };
  const stated = await readStatement(context, { organizationId, number: latest.number });
  return { document, statements, isLate: !isSameUsage(document, stated.document) };
}

/** The same as a file. */
export function usageFile(request: Request, wanted: Wanted, form: "csv" | "json"): Promise<Response> {
  return orRefused(async () => {
    const which = whichOf(new URL(request.url).searchParams);
    if (which.month === null && which.statement === null)
      return refused("invalid_parameter", { message: "month or statement must be given" });
    const { document, content } = await readUsage(wanted, which);
    const name = usageDocumentFileName(document, form);
    if (form === "json") return privateFile(content, { contentType: "application/json", name });
    const table = usageDocumentCsv(document);
    return privateFile(isForExcel(request) ? csvForExcel(table) : table, { contentType: "text/csv", name });
  });
}
