import { isForExcel } from "@/app/_shared/isForExcel";
import { orRefused } from "@/app/_shared/orProblem";
import { privateFile, refused } from "@/app/_shared/privateResponse";
import { usageFile } from "@/app/_shared/usageMonth";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { usageCsv, usageFileName } from "@/lib/organizations/usage/usageFile";
import { csvForExcel } from "@/lib/words/csvForExcel";
import { openOrganization } from "../openOrganization";

/** The usage of the session's organization as a table: many months, or with `?month=` or `?statement=` one. */
export async function GET(request: Request): Promise<Response> {
  const open = await openOrganization();
  if (open === null) return refused("not_signed_in");
  const { shown, context, organizationId } = open;
  const { searchParams } = new URL(request.url);
  if (searchParams.has("month") || searchParams.has("statement")) return usageFile(request, open, "csv");
  const months = searchParams.get("months");
  return orRefused(async () => {
    const report = await readUsage(context, { organizationId, months });
    const options = { organization: shown.organization, now: context.now };
    const name = usageFileName(report, options);
    const table = usageCsv(report, options);
    return privateFile(isForExcel(request) ? csvForExcel(table) : table, { contentType: "text/csv", name });
  });
}
