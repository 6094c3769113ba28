import { goTo } from "@/app/_shared/cookieSessions";
import { appendAudit } from "@/lib/organizations/audit/audit";
import { getServices } from "@/lib/services";
import { actorOf, withOrganizationForm } from "../../readOrganization";
import { type LinkedInstance, type NumberParams, readLinked } from "./readLinked";

/** Does what a form about an instance of the organization asks for. */
export function withLinkedForm(
  request: Request,
  params: NumberParams,
  act: (form: URLSearchParams, linked: LinkedInstance) => Promise<Response>,
): Promise<Response> {
  return withOrganizationForm(request, async (form) => {
    const state = await readLinked(params);
    return state.kind === "open" ? act(form, state) : goTo("/org");
  });
}

/** Writes into the organization's log what was done to an instance's events. */
export async function noteErasure(
  { organization, holder, linked }: LinkedInstance,
  action: "instance erased" | "erasure undone",
  more = "",
): Promise<void> {
  const { database, now } = (await getServices()).organizations;
  await database.transaction(({ prisma }) =>
    appendAudit(prisma, organization.id, {
      actor: actorOf(holder),
      action,
      subject: `instance ${linked.number}${more}`,
      at: now(),
    }),
  );
}
