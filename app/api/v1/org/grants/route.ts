import { toJson } from "@/lib/http/json";
import { grantsJsonSchema } from "@/lib/organizations/grants/grantsJson";
import { listGrants } from "@/lib/organizations/grants/listGrants";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

/** What support may look at, or could. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async (call) =>
    privateJson(toJson(grantsJsonSchema, { grants: await listGrants(call.context, call) })),
  );
}
