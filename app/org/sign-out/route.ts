import { refuseForm } from "@/app/instance/session";
import { goToStart, readForm } from "../session";

/** Ends the session. */
export async function POST(request: Request): Promise<Response> {
  return (await readForm(request)) === null ? refuseForm() : goToStart(request, null);
}
