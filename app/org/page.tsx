import type { Metadata } from "next";
import { signInNoticeOf } from "@/app/_shared/signInNotice";
import { InstancesPage } from "@/components/organization/instances-page";
import { SignInPage } from "@/components/organization/sign-in-page";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { openOrganization } from "./openOrganization";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Organization" };

interface OrganizationPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org`: the sign-in, or the organization's instances. */
export default async function Page({ searchParams }: OrganizationPageProps) {
  const open = await openOrganization();
  if (open === null) return <SignInPage notice={signInNoticeOf(await searchParams)} />;
  return <InstancesPage {...open.shown} instances={await listLinkedInstances(open.context, open)} />;
}
