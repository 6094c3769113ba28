import { problemOf } from "@/app/_shared/orProblem";
import type { PageProps } from "@/app/_shared/pageProps";
import { SupportPage } from "@/components/organization/support/support-page";
import { listGrants } from "@/lib/organizations/grants/listGrants";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { requireOrganization } from "../openOrganization";

export const metadata = { title: "Support" };

/** `/org/support`: what support may look at, and until when. */
export default async function Page({ searchParams }: PageProps) {
  const open = await requireOrganization();
  const [grants, instances] = await Promise.all([
    listGrants(open.context, open),
    listLinkedInstances(open.context, open),
  ]);
  const problem = problemOf(await searchParams);
  return <SupportPage {...open.shown} grants={grants} instances={instances} problem={problem} />;
}
