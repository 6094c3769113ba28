import { privateFile, refused } from "@/app/_shared/privateResponse";
import {
  type AuditForm,
  auditFileName,
  auditForms,
  writeAuditFile,
} from "@/lib/organizations/audit/auditFile";
import { readWholeAudit } from "@/lib/organizations/audit/readAudit";
import { openOrganization } from "./openOrganization";

/** The whole audit log of the session's organization, as a file. */
export async function auditResponse(form: AuditForm): Promise<Response> {
  const open = await openOrganization();
  if (open === null) return refused("not_signed_in");
  const { organization } = open.shown;
  const options = { organization, form, now: open.context.now };
  const text = writeAuditFile(await readWholeAudit(open.context, open), options);
  return privateFile(text, { contentType: auditForms[form].contentType, name: auditFileName(options) });
}
