import type { Metadata } from "next";
import { problemOf } from "@/app/_shared/orProblem";
import { TokensPage } from "@/components/organization/tokens/tokens-page";
import { listTokens } from "@/lib/organizations/tokens/listTokens";
import { requireOrganization } from "../openOrganization";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Access tokens" };

interface TokensPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org/tokens`: the organization's access tokens. */
export default async function Page({ searchParams }: TokensPageProps) {
  const open = await requireOrganization();
  const tokens = await listTokens(open.context, open);
  return <TokensPage {...open.shown} tokens={tokens} problem={problemOf(await searchParams)} />;
}
