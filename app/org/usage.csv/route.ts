import { privateHeaders, refusedAccess } from "@/app/_shared/privateResponse";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { usageCsv, usageFileName } from "@/lib/organizations/usage/usageCsv";
import { monthsProblem, parseMonths } from "@/lib/organizations/usage/usageMonths";
import { getServices } from "@/lib/services";
import { notSignedIn } from "../notSignedIn";
import { readOrganization } from "../readOrganization";

export const dynamic = "force-dynamic";

/** The usage of the session's organization as a table. */
export async function GET(request: Request): Promise<Response> {
  const state = await readOrganization();
  if (state.kind !== "open") return notSignedIn();
  const months = parseMonths(new URL(request.url).searchParams.get("months"));
  if (months === null) return refusedAccess("invalid_request", { message: monthsProblem });
  const { database, now } = (await getServices()).organizations;
  const { organization } = state;
  const options = { organization, months, now: now() };
  const usage = await readUsage(database, organization.id, options);
  return new Response(usageCsv(usage, options), {
    headers: {
      ...privateHeaders,
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${usageFileName(options)}"`,
    },
  });
}
