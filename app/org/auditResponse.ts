import { privateFile, refused } from "@/app/_shared/privateResponse";
import {
  type AuditForm,
  auditFileName,
  auditForms,
  writeAuditFile,
} from "@/lib/organizations/audit/auditFile";
import { readLogState } from "@/lib/organizations/audit/checkpoints/readLogState";
import { getServices } from "@/lib/services";
import { openOrganization } from "./openOrganization";

/** The whole audit log of the session's organization, as a file. @param change what is made of its text */
export async function auditResponse(form: AuditForm, change = (text: string) => text): Promise<Response> {
  const open = await openOrganization();
  if (open === null) return refused("not_signed_in");
  const { organization } = open.shown;
  const { auditSigner } = (await getServices()).organizations;
  const { log, fault } = await readLogState(open.context, auditSigner, open);
  const signer = fault === null ? auditSigner : undefined;
  const options = { organization, form, now: open.context.now, signer };
  const text = writeAuditFile(log, options);
  return privateFile(change(text), {
    contentType: auditForms[form].contentType,
    name: auditFileName(options),
  });
}
