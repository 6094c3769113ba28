import { redirect } from "next/navigation";
import { isOperatorDeed, type OperatorNotice } from "@/components/operator/notices";
import { findOrganization } from "@/lib/organizations/account/readOrganization";
import { actors } from "@/lib/organizations/audit/actors";
import type { OrganizationContext } from "@/lib/organizations/rules/context";
import { getServices } from "@/lib/services";
import { goTo, readSession } from "../_shared/cookieSessions";
import { withForm } from "../_shared/forms";
import { orProblem, orRefused, problemOf } from "../_shared/orProblem";
import { refused } from "../_shared/privateResponse";

/** `off` where the installation has no operator's token. */
export type OperatorState = "off" | "none" | "open";

/** Whether the request is the operator's. Another token than the one that opened the session closes it. */
export async function readOperator(): Promise<OperatorState> {
  const { operatorTokenHash } = (await getServices()).organizations;
  if (operatorTokenHash === undefined) return "off";
  return (await readSession("operator"))?.tokenHash === operatorTokenHash ? "open" : "none";
}

/** What verbs are called with on the operator's behalf; a page without their session leads to the sign-in. */
export async function requireOperator(): Promise<OrganizationContext> {
  if ((await readOperator()) !== "open") redirect("/operator");
  return (await getServices()).organizations.contextOf(actors.operator);
}

/**
 * Does what a form of the signed-in operator asks for. A form without a session leads to the sign-in.
 * @param page which page says what cannot be done
 */
export function withOperatorForm(
  request: Request,
  page: string,
  act: (form: URLSearchParams, context: OrganizationContext) => Promise<Response>,
): Promise<Response> {
  return withForm(request, async (form) => {
    if ((await readOperator()) !== "open") return goTo("/operator");
    const context = (await getServices()).organizations.contextOf(actors.operator);
    return orProblem(page, () => act(form, context));
  });
}

/** Answers a call of the signed-in operator about an organization. */
export async function withOrganizationOfOperator(
  alias: string,
  answer: (open: {
    readonly context: OrganizationContext;
    readonly organizationId: number;
  }) => Promise<Response>,
): Promise<Response> {
  if ((await readOperator()) !== "open") return refused("not_signed_in", { hint: "" });
  const context = (await getServices()).organizations.contextOf(actors.operator);
  return orRefused(async () => {
    const { id: organizationId } = await findOrganization(context, { alias });
    return answer({ context, organizationId });
  });
}

/** What the address says of the last form: `?done=<deed>` or `?problem=<name>`. */
export function noticeOf(
  parameters: Readonly<Record<string, string | string[] | undefined>>,
): OperatorNotice | null {
  const problem = problemOf(parameters);
  if (problem !== null) return { kind: "problem", problem };
  return isOperatorDeed(parameters.done) ? { kind: "done", deed: parameters.done } : null;
}
