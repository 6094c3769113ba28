import { getServices } from "@/lib/services";
import { goTo, readSession } from "../_shared/cookieSessions";
import { withForm } from "../_shared/forms";

/** `off` where the installation has no operator's token. */
export type OperatorState = "off" | "none" | "open";

/** Whether the request is the operator's. Another token than the one that opened the session closes it. */
export async function readOperator(): Promise<OperatorState> {
  const { operatorTokenHash } = (await getServices()).organizations;
  if (operatorTokenHash === undefined) return "off";
  return (await readSession("operator"))?.tokenHash === operatorTokenHash ? "open" : "none";
}

/** Does what a form of the signed-in operator asks for. A form without a session leads to the sign-in. */
export function withOperatorForm(
  request: Request,
  act: (form: URLSearchParams) => Promise<Response>,
): Promise<Response> {
  return withForm(request, async (form) =>
    (await readOperator()) === "open" ? act(form) : goTo("/operator"),
  );
}
