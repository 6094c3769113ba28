import { answering } from "@/app/_shared/answering";
import { bearerOf, clientOf } from "@/app/_shared/client";
import { orRefused } from "@/app/_shared/orProblem";
import { refused } from "@/app/_shared/privateResponse";
import { readErasure } from "@/lib/instances/erasure/readErasure";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import type { Organization } from "@/lib/organizations/account/organization";
import { readOrganization } from "@/lib/organizations/account/readOrganization";
import { actors } from "@/lib/organizations/audit/actors";
import { readLinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
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
    const { organizations } = await getServices();
    const signedIn = await organizations.signIn.token(token.trim(), await clientOf(request));
    if (signedIn.kind === "limited") return refused("too_many_sign_ins", signedIn);
    if (signedIn.kind === "wrong") return refused("wrong_token");
    const { organizationId } = signedIn.who;
    const context = organizations.contextOf(actors.token(signedIn.who));
    const organization = await readOrganization(context, { id: organizationId });
    if (organization === null) return refused("wrong_token");
    return orRefused(() => answer({ organization, organizationId, context }));
  });
}

/** The same for one instance of the organization, by its number. One that is erased is not there. */
export function withOrganizationInstance(
  request: Request,
  number: string,
  answer: (instance: OpenInstance) => Promise<Response>,
): Promise<Response> {
  return withOrganization(request, async ({ context, organizationId }) => {
    const instance = await readLinkedInstance(context, { organizationId, number });
    const isThere = instance !== null && (await readErasure(context, instance))?.kind !== "hidden";
    if (!isThere) return refused("unknown_number");
    return answer({ instanceId: instance.instanceId, key: instance.key, isExample: false });
  });
}
