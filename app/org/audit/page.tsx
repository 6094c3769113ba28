import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuditPage } from "@/components/organization/audit-page";
import { findBreak, readAudit } from "@/lib/organizations/audit/audit";
import { readWholeAudit } from "@/lib/organizations/audit/readWholeAudit";
import { getServices } from "@/lib/services";
import { readOrganization } from "../readOrganization";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Audit log" };

const pageEntries = 50;

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org/audit`: who did what with the organization and its instances. */
export default async function Page({ searchParams }: AuditPageProps) {
  const state = await readOrganization();
  if (state.kind !== "open") redirect("/org");
  const { before: asked } = await searchParams;
  const before = typeof asked === "string" && /^\d{1,9}$/.test(asked) ? Number(asked) : null;
  const { database } = (await getServices()).organizations;
  const { id } = state.organization;
  const [entries, whole] = await Promise.all([
    readAudit(database, id, { before, limit: pageEntries }),
    readWholeAudit(database, id),
  ]);
  const oldest = entries.at(-1)?.number ?? 1;
  return (
    <AuditPage
      {...state}
      entries={entries}
      older={oldest > 1 ? oldest : null}
      isNewest={before === null}
      total={whole.length}
      brokenAt={findBreak(id, whole)}
    />
  );
}
