import { goTo } from "@/app/_shared/roleCookie";
import { clientOf, refuseForm } from "@/app/instance/session";
import { getServices } from "@/lib/services";
import { goToStart, readForm } from "../session";

/** Opens an organization's pages with one of its access tokens. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request);
  if (form === null) return refuseForm();
  const services = await getServices();
  const value = (form.get("token") ?? "").trim();
  const signedIn = await services.organizations.signIn.organization(value, clientOf(request, services), true);
  if (signedIn.kind === "limited") return goTo(`/org?wait=${signedIn.retryAfterSeconds}`);
  if (signedIn.kind === "wrong") return goTo("/org?wrong=1");
  return goToStart(request, signedIn.who.tokenId);
}
