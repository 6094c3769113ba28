import type { Metadata } from "next";
import { site } from "@/components/frame/site";
import { StatusInFull } from "@/components/status/status-page";
import { getServices } from "@/lib/services";
import { requireOperator } from "../readOperator";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Ingest" };

/** `/operator/status`: what was accepted and refused, by day and place, which the public page does not say. */
export default async function Page() {
  await requireOperator();
  const { settings, database, readStatus } = await getServices();
  return (
    <StatusInFull
      title="Ingest"
      status={await readStatus()}
      settings={{ ...settings, version: site.version, databaseKind: database.kind }}
    />
  );
}
