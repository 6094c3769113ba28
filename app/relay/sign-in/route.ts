import { answerSignIn } from "@/app/_shared/forms";
import { findRelay, withRelayForm } from "../readRelay";

/** Opens the pages of a relay with its token. */
export async function POST(request: Request): Promise<Response> {
  const relay = await findRelay();
  if (relay === null) return withRelayForm(request, () => new Response(null, { status: 404 }));
  return answerSignIn(request, "relay", relay.signIn, (tokenHash) => ({ tokenHash }));
}
