import { listStatements, toStatementsJson } from "@/lib/organizations/billing/readStatements";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

/** The statements of the organization, newest first. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ context, organizationId }) =>
    privateJson(toStatementsJson(await listStatements(context, { organizationId }))),
  );
}
