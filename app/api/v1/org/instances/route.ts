import { toJson } from "@/lib/http/json";
import { instancesJsonSchema } from "@/lib/organizations/links/instancesJson";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

/** The organization's instances. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async (call) =>
    privateJson(toJson(instancesJsonSchema, { instances: await listLinkedInstances(call.context, call) })),
  );
}
