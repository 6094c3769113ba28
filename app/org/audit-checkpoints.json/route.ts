import { privateFile, refused } from "@/app/_shared/privateResponse";
import { readCheckpointsJson } from "@/lib/organizations/audit/checkpoints/checkpointsJson";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { openOrganization } from "../openOrganization";

/** What was signed of the audit log of the session's organization, as a file to keep. */
export async function GET(): Promise<Response> {
  const open = await openOrganization();
  if (open === null) return refused("not_signed_in");
  const { auditSigner } = (await getServices()).organizations;
  const json = await readCheckpointsJson(open.context, auditSigner, open);
  return privateFile(`${JSON.stringify(json, null, 2)}\n`, {
    contentType: "application/json",
    name: `audit-checkpoints_${open.shown.organization.alias}_${dayOf(open.context.now)}.json`,
  });
}
