import { redirect } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { signInNoticeOf } from "@/app/_shared/signInNotice";
import { InstancesPage } from "@/components/organization/instances-page";
import { SignInPage } from "@/components/organization/sign-in-page";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { openOrganization } from "./openOrganization";

export const metadata = { title: "Organization" };

/** `/org`: the sign-in, or the organization's instances. */
export default async function Page({ searchParams }: PageProps) {
  const open = await openOrganization();
  const parameters = await searchParams;
  // Where engines lead whoever asks for billing.
  const to = parameters.to === "usage" ? "usage" : undefined;
  if (open === null) return <SignInPage notice={signInNoticeOf(parameters)} to={to} />;
  if (to !== undefined) redirect("/org/usage");
  return <InstancesPage {...open.shown} instances={await listLinkedInstances(open.context, open)} />;
}
