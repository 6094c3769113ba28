import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readMade } from "@/app/_shared/cookieSessions";
import { noticeOf, requireOperator } from "@/app/operator/readOperator";
import { OrganizationPage } from "@/components/operator/organization-page";
import { readOrganization } from "@/lib/organizations/account/readOrganization";
import { listKeys } from "@/lib/organizations/keys/listKeys";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
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
  const [keys, tokens, instances, made] = await Promise.all([
    listKeys(context, { organizationId }),
    listTokens(context, { organizationId }),
    listLinkedInstances(context, { organizationId }),
    readMade(`/operator/organizations/${organization.alias}`),
  ]);
  return (
    <OrganizationPage
      organization={organization}
      keys={keys}
      tokens={tokens}
      instances={instances.map(({ number, project, linkedAt, registeredAt }) => ({
        number,
        project,
        linkedAt,
        registeredAt,
      }))}
      now={context.now.toISOString()}
      made={made}
      notice={noticeOf(await searchParams)}
    />
  );
}
