import { isForExcel } from "@/app/_shared/isForExcel";
import { orRefused } from "@/app/_shared/orProblem";
import { privateFile, refused } from "@/app/_shared/privateResponse";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { usageCsv, usageFileName } from "@/lib/organizations/usage/usageFile";
import { csvForExcel } from "@/lib/words/csvForExcel";
import { openOrganization } from "../openOrganization";

/** The usage of the session's organization as a table. */
export async function GET(request: Request): Promise<Response> {
  const open = await openOrganization();
  if (open === null) return refused("not_signed_in");
  const { shown, context, organizationId } = open;
  const months = new URL(request.url).searchParams.get("months");
  return orRefused(async () => {
    const report = await readUsage(context, { organizationId, months });
    const options = { organization: shown.organization, now: context.now };
    const name = usageFileName(report, options);
    const table = usageCsv(report, options);
    return privateFile(isForExcel(request) ? csvForExcel(table) : table, { contentType: "text/csv", name });
  });
}
