import { goTo, goToStart } from "@/app/_shared/roleCookie";
import { clientOf, readForm, refuseForm } from "@/app/instance/session";
import { getServices } from "@/lib/services";
import { operatorCookie } from "../session";

/** Opens the operator's pages with the operator's token. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request);
  if (form === null) return refuseForm();
  const services = await getServices();
  const { signIn, sessions, now, operatorTokenHash } = services.organizations;
  if (operatorTokenHash === undefined) return goTo("/operator");
  const signedIn = await signIn.operator((form.get("token") ?? "").trim(), clientOf(request, services));
  if (signedIn.kind === "limited") return goTo(`/operator?wait=${signedIn.retryAfterSeconds}`);
  if (signedIn.kind === "wrong") return goTo("/operator?wrong=1");
  return goToStart(request, operatorCookie, await sessions.operator.seal({ tokenHash: signedIn.who }, now()));
}
