import { answerSignOut } from "@/app/_shared/forms";
import { findRelay, withRelayForm } from "../readRelay";

/** Closes the pages of a relay. */
export async function POST(request: Request): Promise<Response> {
  if ((await findRelay()) !== null) return answerSignOut(request, "relay");
  return withRelayForm(request, () => new Response(null, { status: 404 }));
}
