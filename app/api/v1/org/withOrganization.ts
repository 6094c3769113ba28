import { answering } from "@/app/_shared/answering";
import { bearerOf, clientOf } from "@/app/_shared/client";
import { refused } from "@/app/_shared/privateResponse";
import type { Organization } from "@/lib/organizations/account/organization";
import { readOrganization } from "@/lib/organizations/account/readOrganization";
import { actors } from "@/lib/organizations/audit/actors";
import type { OrganizationContext } from "@/lib/organizations/rules/context";
import { getServices } from "@/lib/services";

/** The organization of a call, and what verbs are called with on its behalf. */
interface CallOfOrganization {
  readonly organization: Organization;
  readonly organizationId: number;
  readonly context: OrganizationContext;
}

/** Answers for the organization whose access token is the request's bearer token. Wrong ones are limited. */
export function withOrganization(
  request: Request,
  answer: (call: CallOfOrganization) => Promise<Response>,
): Promise<Response> {
  return answering(async () => {
    const token = bearerOf(request);
    if (token === null) return refused("no_access_token");
    const { organizations, noteFailure } = await getServices();
    const signedIn = await organizations.signIn.token(token.trim(), await clientOf(request));
    if (signedIn.kind !== "ok") noteFailure("/api/v1/org", signedIn.kind);
    if (signedIn.kind === "limited") return refused("too_many_sign_ins", signedIn);
    if (signedIn.kind === "wrong") return refused("wrong_token");
    const { organizationId } = signedIn.who;
    const context = organizations.contextOf(actors.token(signedIn.who));
    const organization = await readOrganization(context, { id: organizationId });
    if (organization === null) return refused("wrong_token");
    return answer({ organization, organizationId, context });
  });
}
