import { isUuid, listPart } from "@/app/_shared/listPart";
import { problemOf } from "@/app/_shared/orProblem";
import type { PageProps } from "@/app/_shared/pageProps";
import { SupportPage } from "@/components/organization/support/support-page";
import { type GrantState, listGrants } from "@/lib/organizations/grants/listGrants";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { instanceNumber } from "@/lib/organizations/rules/fields";
import { requireOrganization } from "../openOrganization";

export const metadata = { title: "Support" };

/** `/org/support`: what support may look at, and until when. */
export default async function Page({ searchParams }: PageProps) {
  const open = await requireOrganization();
  const { context, organizationId } = open;
  const parameters = await searchParams;
  const grants = (state: GrantState) =>
    listPart(parameters, {
      name: state,
      at: "/org/support",
      anchor: state,
      isPlace: isUuid,
      read: (part) => listGrants(context, { organizationId, state, part }),
      placeOf: ({ id }) => id,
    });
  const [active, over, instances] = await Promise.all([
    grants("active"),
    grants("over"),
    listPart(parameters, {
      name: "instances",
      at: "/org/support",
      anchor: "grant",
      isPlace: (text) => instanceNumber.safeParse(text).success,
      read: (part) => listLinkedInstances(context, { organizationId, part }),
      placeOf: ({ number }) => String(number),
    }),
  ]);
  return <SupportPage {...open.shown} {...{ active, over, instances }} problem={problemOf(parameters)} />;
}
