import { readForm, refuseForm } from "@/app/instance/session";
import { goToStart } from "@/app/roleCookie";
import { operatorCookie } from "../session";

/** Ends the session. */
export async function POST(request: Request): Promise<Response> {
  return (await readForm(request)) === null ? refuseForm() : goToStart(request, operatorCookie, null);
}
