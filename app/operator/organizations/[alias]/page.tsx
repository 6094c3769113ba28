import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readMade } from "@/app/_shared/cookieSessions";
import { isUuid, listPart } from "@/app/_shared/listPart";
import { noticeOf, requireOperator } from "@/app/operator/readOperator";
import { OrganizationPage } from "@/components/operator/organization-page";
import { readOrganization } from "@/lib/organizations/account/readOrganization";
import { listKeys } from "@/lib/organizations/keys/listKeys";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { instanceNumber } from "@/lib/organizations/rules/fields";
import { listTokens } from "@/lib/organizations/tokens/listTokens";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Organization" };

interface OrganizationPageProps {
  params: Promise<{ alias: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/operator/organizations/<alias>`: plan, billing, keys, tokens and links of an organization; nothing that its instances sent. */
export default async function Page({ params, searchParams }: OrganizationPageProps) {
  const context = await requireOperator();
  const organization = await readOrganization(context, { alias: (await params).alias });
  if (organization === null) notFound();
  const organizationId = organization.id;
  const parameters = await searchParams;
  const at = `/operator/organizations/${organization.alias}`;
  const [keys, tokens, instances, made] = await Promise.all([
    listPart(parameters, {
      ...{ name: "keys", anchor: "keys", at, isPlace: isUuid },
      read: (part) => listKeys(context, { organizationId, part }),
      placeOf: ({ id }) => id,
    }),
    listPart(parameters, {
      ...{ name: "tokens", anchor: "tokens", at, isPlace: isUuid },
      read: (part) => listTokens(context, { organizationId, part }),
      placeOf: ({ id }) => id,
    }),
    listPart(parameters, {
      ...{ name: "instances", anchor: "instances", at },
      isPlace: (text) => instanceNumber.safeParse(text).success,
      async read(part) {
        const linked = await listLinkedInstances(context, { organizationId, part });
        return linked.map(({ number, project, linkedAt, registeredAt }) => ({
          ...{ number, project, linkedAt, registeredAt },
        }));
      },
      placeOf: ({ number }) => String(number),
    }),
    readMade(at),
  ]);
  return (
    <OrganizationPage
      organization={organization}
      keys={keys}
      tokens={tokens}
      instances={instances}
      now={context.now.toISOString()}
      made={made}
      notice={noticeOf(parameters)}
    />
  );
}
