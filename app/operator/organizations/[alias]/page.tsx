import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { readMade } from "@/app/_shared/cookieSessions";
import { findOrganization } from "@/app/operator/findOrganization";
import { noticeOf } from "@/app/operator/readNotice";
import { readOperator } from "@/app/operator/readOperator";
import { OrganizationPage } from "@/components/operator/organization-page";
import { listInstances } from "@/lib/organizations/instances/linkedInstances";
import { listKeys } from "@/lib/organizations/keys/keys";
import { listTokens } from "@/lib/organizations/tokens/tokens";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Organization" };

interface OrganizationPageProps {
  params: Promise<{ alias: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/operator/organizations/<alias>`: plan, billing, keys, tokens and links of an organization; nothing that its instances sent. */
export default async function Page({ params, searchParams }: OrganizationPageProps) {
  if ((await readOperator()) !== "open") redirect("/operator");
  const { organizations } = await getServices();
  const { database, now } = organizations;
  const organization = await findOrganization((await params).alias);
  if (organization === null) notFound();
  const [keys, tokens, instances, made] = await Promise.all([
    listKeys(database, organization.id),
    listTokens(database, organization.id),
    listInstances(database, organization.id),
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
      now={now().toISOString()}
      made={made}
      notice={noticeOf(await searchParams)}
    />
  );
}
