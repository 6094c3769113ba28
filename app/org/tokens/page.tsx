import { isUuid, listPart } from "@/app/_shared/listPart";
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
  const { context, organizationId } = open;
  const parameters = await searchParams;
  const tokens = await listPart(parameters, {
    name: "after",
    at: "/org/tokens",
    anchor: "tokens",
    isPlace: isUuid,
    read: (part) => listTokens(context, { organizationId, part }),
    placeOf: ({ id }) => id,
  });
  const emails = await listTokenEmails(context, { organizationId, ids: tokens.rows.map(({ id }) => id) });
  const relays = await listPart(parameters, {
    name: "relays",
    at: "/org/tokens",
    anchor: "relays",
    isPlace: isUuid,
    read: (part) => listSenders(context, { organizationId, part }),
    placeOf: ({ id }) => id,
  });
  return <TokensPage {...open.shown} {...{ tokens, emails, relays }} problem={problemOf(parameters)} />;
}
