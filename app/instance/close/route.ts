import { goTo, readForm, refuseForm } from "../session";

/** Ends the session. */
export async function POST(request: Request): Promise<Response> {
  return (await readForm(request)) === null ? refuseForm() : goTo(request, "/instance", null);
}
