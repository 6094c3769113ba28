import { redirect } from "next/navigation";
import type { Organization } from "@/lib/organizations/account/organization";
import { readOrganization } from "@/lib/organizations/account/readOrganization";
import { actors } from "@/lib/organizations/audit/actors";
import type { OrganizationContext } from "@/lib/organizations/rules/context";
import { findTokenById } from "@/lib/organizations/tokens/findToken";
import type { TokenHolder } from "@/lib/organizations/tokens/tokenHolder";
import { getServices } from "@/lib/services";
import { goTo, readSession } from "../_shared/cookieSessions";
import { withForm } from "../_shared/forms";
import { orProblem } from "../_shared/orProblem";

/** An organization, the access token that opened its pages, and what verbs are called with on its behalf. */
export interface OpenOrganization {
  readonly shown: { readonly organization: Organization; readonly holder: TokenHolder };
  readonly organizationId: number;
  readonly context: OrganizationContext;
}

/**
 * What the session of the request opens; null without one. The token is looked at every time: a revoked one ends its
 * sessions at once.
 */
export async function openOrganization(): Promise<OpenOrganization | null> {
  const anybody = (await getServices()).organizations.contextOf(actors.somebody);
  const session = await readSession("organization");
  const holder = session === null ? null : await findTokenById(anybody, session);
  if (holder === null) return null;
  const { organizationId } = holder;
  const organization = await readOrganization(anybody, { id: organizationId });
  if (organization === null) return null;
  const context = { ...anybody, actor: actors.token(holder) };
  return { shown: { organization, holder }, organizationId, context };
}

/** The same for a page: without a session it leads to the sign-in. */
export async function requireOrganization(): Promise<OpenOrganization> {
  return (await openOrganization()) ?? redirect("/org");
}

/**
 * Does what a form of a signed-in organization asks for. A form without a session leads to the sign-in.
 * @param page which page says what cannot be done
 */
export function withOrganizationForm(
  request: Request,
  page: string,
  act: (form: URLSearchParams, open: OpenOrganization) => Promise<Response>,
): Promise<Response> {
  return withForm(request, async (form) => {
    const open = await openOrganization();
    return open === null ? goTo("/org") : orProblem(page, () => act(form, open));
  });
}
