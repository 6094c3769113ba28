import { goToStart } from "@/app/_shared/roleCookie";
import { readForm, refuseForm } from "@/app/instance/session";
import { supportCookie } from "../session";

/** Ends the session. */
export async function POST(request: Request): Promise<Response> {
  return (await readForm(request)) === null ? refuseForm() : goToStart(request, supportCookie, null);
}
