import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isTokenProblem } from "@/components/organization/tokens/token-problems";
import { TokensPage } from "@/components/organization/tokens/tokens-page";
import { listTokens } from "@/lib/organizations/tokens/tokens";
import { getServices } from "@/lib/services";
import { readOrganization } from "../readOrganization";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Access tokens" };

interface TokensPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org/tokens`: the organization's access tokens. */
export default async function Page({ searchParams }: TokensPageProps) {
  const state = await readOrganization();
  if (state.kind !== "open") redirect("/org");
  const { database } = (await getServices()).organizations;
  const { problem } = await searchParams;
  return (
    <TokensPage
      {...state}
      tokens={await listTokens(database, state.organization.id)}
      problem={isTokenProblem(problem) ? problem : null}
    />
  );
}
