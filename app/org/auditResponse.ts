import { privateHeaders } from "@/app/_shared/privateResponse";
import {
  type AuditForm,
  auditFileName,
  auditForms,
  exportAudit,
} from "@/lib/organizations/audit/exportAudit";
import { readWholeAudit } from "@/lib/organizations/audit/readWholeAudit";
import { getServices } from "@/lib/services";
import { notSignedIn } from "./notSignedIn";
import { readOrganization } from "./readOrganization";

/** The whole audit log of the session's organization, as a file. */
export async function auditResponse(form: AuditForm): Promise<Response> {
  const state = await readOrganization();
  if (state.kind !== "open") return notSignedIn();
  const { database, now } = (await getServices()).organizations;
  const { organization } = state;
  const options = { organization, form, now: now() };
  return new Response(exportAudit(await readWholeAudit(database, organization.id), options), {
    headers: {
      ...privateHeaders,
      "content-type": `${auditForms[form].contentType}; charset=utf-8`,
      "content-disposition": `attachment; filename="${auditFileName(options)}"`,
    },
  });
}
