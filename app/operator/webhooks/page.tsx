import type { Metadata } from "next";
import { readMade } from "@/app/_shared/cookieSessions";
import { isUuid, listPart } from "@/app/_shared/listPart";
import { problemOf } from "@/app/_shared/orProblem";
import type { PageProps } from "@/app/_shared/pageProps";
import { OperatorWebhooksPage } from "@/components/operator/webhooks-page";
import { listDeliveries, listWebhooks } from "@/lib/organizations/webhooks/listWebhooks";
import { requireOperator } from "../readOperator";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Webhooks of publications" };

/** `/operator/webhooks`: who is told of each release, and how that went. */
export default async function Page({ searchParams }: PageProps) {
  const context = await requireOperator();
  const parameters = await searchParams;
  const organizationId = null;
  const [webhooks, deliveries, made] = await Promise.all([
    listWebhooks(context, { organizationId }),
    listPart(parameters, {
      ...{ name: "after", at: "/operator/webhooks", anchor: "deliveries", isPlace: isUuid },
      read: (part) => listDeliveries(context, { organizationId, part }),
      placeOf: ({ id }) => id,
    }),
    readMade("/operator/webhooks"),
  ]);
  return (
    <OperatorWebhooksPage
      {...{ webhooks, deliveries, made }}
      problem={problemOf(parameters)}
      isTested={parameters.tested === "1"}
    />
  );
}
