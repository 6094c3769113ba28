import { problemOf } from "@/app/_shared/orProblem";
import type { PageProps } from "@/app/_shared/pageProps";
import { TokensPage } from "@/components/organization/tokens/tokens-page";
import { listSenders } from "@/lib/organizations/senders/listSenders";
import { listTokens } from "@/lib/organizations/tokens/listTokens";
import { listTokenEmails } from "@/lib/organizations/tokens/tokenEmail";
import { requireOrganization } from "../openOrganization";

export const metadata = { title: "Access tokens" };

/** `/org/tokens`: the organization's access tokens, and those of its relays. */
export default async function Page({ searchParams }: PageProps) {
  const open = await requireOrganization();
  const tokens = await listTokens(open.context, open);
  const emails = await listTokenEmails(open.context, open);
  const relays = await listSenders(open.context, open);
  const problem = problemOf(await searchParams);
  return <TokensPage {...open.shown} tokens={tokens} emails={emails} relays={relays} problem={problem} />;
}
