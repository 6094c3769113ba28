import type { Metadata } from "next";
import { signInNoticeOf } from "@/app/_shared/signInNotice";
import { InstancesPage } from "@/components/organization/instances-page";
import { SignInPage } from "@/components/organization/sign-in-page";
import { listInstances } from "@/lib/organizations/instances/linkedInstances";
import { getServices } from "@/lib/services";
import { readOrganization } from "./readOrganization";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Organization" };

interface OrganizationPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org`: the sign-in, or the organization's instances. */
export default async function Page({ searchParams }: OrganizationPageProps) {
  const state = await readOrganization();
  if (state.kind !== "open") return <SignInPage notice={signInNoticeOf(await searchParams)} />;
  const { database } = (await getServices()).organizations;
  return <InstancesPage {...state} instances={await listInstances(database, state.organization.id)} />;
}
