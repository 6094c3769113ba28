import { AfterUsage, parseAfter } from "@/lib/organizations/rules/after";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { toUsageJson } from "@/lib/organizations/usage/usageJson";
import { orRefused } from "../../../../_shared/orProblem";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

/** What the organization's instances used, by month. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ context, organizationId }) => {
    const months = new URL(request.url).searchParams.get("months");
    return orRefused(async () =>
      privateJson(
        toUsageJson(
          await readUsage(context, { organizationId, months }),
          parseAfter(request.url, AfterUsage),
        ),
      ),
    );
  });
}
