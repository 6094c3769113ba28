import { cookies } from "next/headers";
import type { NextResponse } from "next/server";
import { sessionSecondsOf } from "@/lib/organizations/tokens/organizationSession";
import { getServices } from "@/lib/services";
import { goTo, type RoleCookie } from "../_shared/roleCookie";
import { readForm, refuseForm } from "../instance/session";

export const operatorCookie: RoleCookie = {
  name: "dblab-operator",
  path: "/operator",
  seconds: sessionSecondsOf.operator,
};

/** `off` where the installation has no operator's token. */
export type OperatorState = "off" | "none" | "open";

/** Whether the request is the operator's. Another token than the one that opened the session closes it. */
export async function readOperator(): Promise<OperatorState> {
  const { sessions, operatorTokenHash, now } = (await getServices()).organizations;
  if (operatorTokenHash === undefined) return "off";
  const session = await sessions.operator.open((await cookies()).get(operatorCookie.name)?.value, now());
  return session?.tokenHash === operatorTokenHash ? "open" : "none";
}

/** Does what a form of the signed-in operator asks for. A form without a session leads to the sign-in. */
export async function withForm(
  request: Request,
  act: (form: URLSearchParams) => Promise<NextResponse>,
): Promise<NextResponse> {
  const form = await readForm(request);
  if (form === null) return refuseForm();
  return (await readOperator()) === "open" ? act(form) : goTo("/operator");
}
