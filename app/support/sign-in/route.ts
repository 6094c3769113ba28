import { goTo, goToStart } from "@/app/_shared/roleCookie";
import { clientOf, readForm, refuseForm } from "@/app/instance/session";
import { getServices } from "@/lib/services";
import { supportCookie } from "../session";

/** Opens the pages of support with a member's token. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request);
  if (form === null) return refuseForm();
  const services = await getServices();
  const { signIn, sessions, now } = services.organizations;
  const signedIn = await signIn.support((form.get("token") ?? "").trim(), clientOf(request, services));
  if (signedIn.kind === "limited") return goTo(`/support?wait=${signedIn.retryAfterSeconds}`);
  if (signedIn.kind === "wrong") return goTo("/support?wrong=1");
  return goToStart(request, supportCookie, await sessions.support.seal({ memberId: signedIn.who.id }, now()));
}
