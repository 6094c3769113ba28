import { redirect } from "next/navigation";
import { listPart } from "@/app/_shared/listPart";
import type { PageProps } from "@/app/_shared/pageProps";
import { signInNoticeOf } from "@/app/_shared/signInNotice";
import { InstancesPage } from "@/components/organization/instances-page";
import { SignInPage } from "@/components/organization/sign-in-page";
import { countLinkedInstances, listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { instanceNumber } from "@/lib/organizations/rules/fields";
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
  const { context, organizationId, shown } = open;
  const [counts, instances] = await Promise.all([
    countLinkedInstances(context, { organizationId }),
    listPart(parameters, {
      name: "after",
      at: "/org",
      anchor: "instances",
      isPlace: (text) => instanceNumber.safeParse(text).success,
      read: (part) => listLinkedInstances(context, { organizationId, part }),
      placeOf: ({ number }) => String(number),
    }),
  ]);
  return <InstancesPage {...shown} counts={counts} instances={instances} />;
}
