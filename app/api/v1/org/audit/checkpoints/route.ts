import { privateJson } from "@/app/_shared/privateResponse";
import { readCheckpointsJson } from "@/lib/organizations/audit/checkpoints/checkpointsJson";
import { getServices } from "@/lib/services";
import { withOrganization } from "../../withOrganization";

/** What was signed of the organization's audit log. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ context, organizationId }) => {
    const { auditSigner } = (await getServices()).organizations;
    return privateJson(await readCheckpointsJson(context, auditSigner, { organizationId }));
  });
}
