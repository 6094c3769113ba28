import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isGrantProblem } from "@/components/organization/support/grant-problems";
import { SupportPage } from "@/components/organization/support/support-page";
import { listGrants } from "@/lib/organizations/grants/grants";
import { listInstances } from "@/lib/organizations/instances/linkedInstances";
import { getServices } from "@/lib/services";
import { readOrganization } from "../readOrganization";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Support" };

interface SupportPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org/support`: what support may look at, and until when. */
export default async function Page({ searchParams }: SupportPageProps) {
  const state = await readOrganization();
  if (state.kind !== "open") redirect("/org");
  const { database, now } = (await getServices()).organizations;
  const [grants, instances] = await Promise.all([
    listGrants(database, state.organization.id, { now: now() }),
    listInstances(database, state.organization.id),
  ]);
  const { problem } = await searchParams;
  return (
    <SupportPage
      {...state}
      grants={grants}
      instances={instances}
      problem={isGrantProblem(problem) ? problem : null}
    />
  );
}
