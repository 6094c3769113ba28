import { readOrganization as readOrganizationById } from "@/lib/organizations/manage/organizations";
import { findTokenById, type TokenHolder } from "@/lib/organizations/tokens/tokens";
import type { Organization } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { goTo, readSession } from "../_shared/cookieSessions";
import { withForm } from "../_shared/forms";

/** An organization and the access token that opened its pages. */
export interface OpenOrganization {
  readonly kind: "open";
  readonly organization: Organization;
  readonly holder: TokenHolder;
}

export type OrganizationState = { readonly kind: "none" } | OpenOrganization;

/** What the session of the request opens. The token is looked at every time: a revoked one ends its sessions at once. */
export async function readOrganization(): Promise<OrganizationState> {
  const { database } = (await getServices()).organizations;
  const session = await readSession("organization");
  const holder = session === null ? null : await findTokenById(database, session.tokenId);
  const organization = holder === null ? null : await readOrganizationById(database, holder.organizationId);
  return holder === null || organization === null ? { kind: "none" } : { kind: "open", organization, holder };
}

/** Who does something, as the audit log says it. */
export function actorOf({ name }: TokenHolder): string {
  return `token ${name}`;
}

/** Does what a form of a signed-in organization asks for. A form without a session leads to the sign-in. */
export function withOrganizationForm(
  request: Request,
  act: (form: URLSearchParams, open: OpenOrganization) => Promise<Response>,
): Promise<Response> {
  return withForm(request, async (form) => {
    const state = await readOrganization();
    return state.kind === "open" ? act(form, state) : goTo("/org");
  });
}
