import { toJson } from "@/lib/http/json";
import { organizationJsonSchema } from "@/lib/organizations/account/organizationJson";
import { privateJson } from "../../../_shared/privateResponse";
import { withOrganization } from "./withOrganization";

/** The organization of the access token. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ organization }) =>
    privateJson(toJson(organizationJsonSchema, organization)),
  );
}
