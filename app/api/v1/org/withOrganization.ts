import type { AccessReason } from "@/lib/http/accessError";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { readOrganizationInstance } from "@/lib/organizations/instances/linkedInstances";
import { readErasure } from "@/lib/organizations/instances/readErasure";
import { readOrganization } from "@/lib/organizations/manage/organizations";
import type { Organization } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { refusedAccess } from "../../../_shared/privateResponse";
import { bearerOf } from "../instance/withInstance";

/** Answers for the organization whose access token is the request's bearer token. Wrong ones are limited. */
export async function withOrganization(
  request: Request,
  answer: (organization: Organization) => Promise<Response>,
): Promise<Response> {
  const token = bearerOf(request);
  if (token === null) {
    return refusedOrganization("unauthorized", {
      message: "The access token is missing: Authorization: Bearer <access token>",
    });
  }
  const { organizations, clientAddressHeader } = await getServices();
  const signedIn = await organizations.signIn.organization(
    token.trim(),
    request.headers.get(clientAddressHeader),
    false,
  );
  if (signedIn.kind === "limited") {
    return refusedOrganization("too_many_sign_ins", { retryAfterSeconds: signedIn.retryAfterSeconds });
  }
  if (signedIn.kind === "wrong") return refusedOrganization("wrong_token");
  const organization = await readOrganization(organizations.database, signedIn.who.organizationId);
  return organization === null ? refusedOrganization("wrong_token") : answer(organization);
}

/** The same for one instance of the organization, by its number. One that is erased is not there. */
export function withOrganizationInstance(
  request: Request,
  number: string,
  answer: (instance: OpenInstance) => Promise<Response>,
): Promise<Response> {
  return withOrganization(request, async ({ id }) => {
    const { database } = (await getServices()).organizations;
    const instance = /^\d{1,9}$/.test(number)
      ? await readOrganizationInstance(database, id, Number(number))
      : null;
    if (instance === null || (await readErasure(database, instance.key))?.kind === "hidden") {
      return refusedOrganization("unknown_instance", {
        message: "The organization has no instance of this number, or it is erased",
      });
    }
    return answer({ instanceId: instance.instanceId, key: instance.key, isExample: false });
  });
}

function refusedOrganization(
  reason: AccessReason,
  words: Parameters<typeof refusedAccess>[1] = {},
): Response {
  const response = refusedAccess(reason, words);
  if (response.status === 401) response.headers.set("www-authenticate", 'Bearer realm="organization"');
  return response;
}
