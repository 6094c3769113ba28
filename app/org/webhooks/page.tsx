import { readMade } from "@/app/_shared/cookieSessions";
import { isUuid, listPart } from "@/app/_shared/listPart";
import { problemOf } from "@/app/_shared/orProblem";
import type { PageProps } from "@/app/_shared/pageProps";
import { WebhooksPage } from "@/components/organization/webhooks/webhooks-page";
import { listDeliveries, listWebhooks } from "@/lib/organizations/webhooks/listWebhooks";
import { requireOrganization } from "../openOrganization";

export const metadata = { title: "Webhooks" };

/** `/org/webhooks`: where the organization is told of what happens, and how that went. */
export default async function Page({ searchParams }: PageProps) {
  const { shown, context, organizationId } = await requireOrganization();
  const parameters = await searchParams;
  const [webhooks, deliveries, made] = await Promise.all([
    listWebhooks(context, { organizationId }),
    listPart(parameters, {
      ...{ name: "after", at: "/org/webhooks", anchor: "deliveries", isPlace: isUuid },
      read: (part) => listDeliveries(context, { organizationId, part }),
      placeOf: ({ id }) => id,
    }),
    readMade("/org/webhooks"),
  ]);
  return (
    <WebhooksPage
      {...shown}
      {...{ webhooks, deliveries, made }}
      problem={problemOf(parameters)}
      isTested={parameters.tested === "1"}
    />
  );
}
