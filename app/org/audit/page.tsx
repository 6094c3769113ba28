import type { PageProps } from "@/app/_shared/pageProps";
import { AuditPage } from "@/components/organization/audit-page";
import { readLogState } from "@/lib/organizations/audit/checkpoints/readLogState";
import { ReadAudit, readAudit } from "@/lib/organizations/audit/readAudit";
import { getServices } from "@/lib/services";
import { requireOrganization } from "../openOrganization";

export const metadata = { title: "Audit log" };

const pageEntries = 50;

/** `/org/audit`: who did what with the organization and its instances. */
export default async function Page({ searchParams }: PageProps) {
  const { shown, context, organizationId } = await requireOrganization();
  const before = ReadAudit.shape.before.safeParse((await searchParams).before).data ?? null;
  const { auditSigner } = (await getServices()).organizations;
  const [entries, { log, fault, signed }] = await Promise.all([
    readAudit(context, { organizationId, before, limit: pageEntries }),
    readLogState(context, auditSigner, { organizationId }),
  ]);
  const oldest = entries.at(-1)?.number ?? 1;
  return (
    <AuditPage
      {...shown}
      entries={entries}
      older={oldest > 1 ? oldest : null}
      isNewest={before === null}
      total={log.length}
      fault={fault}
      signed={signed}
    />
  );
}
