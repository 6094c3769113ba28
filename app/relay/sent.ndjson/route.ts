import { answering } from "@/app/_shared/answering";
import { privateFile, refused } from "@/app/_shared/privateResponse";
import { textStream } from "@/app/_shared/textStream";
import type { SentRequest } from "@/lib/relay/sentRequests";
import { findRelay, isAdmin } from "../readRelay";

/** Everything that is written down of what left, newest first, a request a line. */
export function GET(): Promise<Response> {
  return answering(async () => {
    const relay = await findRelay();
    if (relay === null) return new Response(null, { status: 404 });
    if (!(await isAdmin(relay))) return refused("not_signed_in", { hint: "Sign in at /relay" });
    return privateFile(textStream(linesOf(relay.readSent())), {
      contentType: "application/x-ndjson",
      name: "sent.ndjson",
    });
  });
}

async function* linesOf(sent: Iterable<SentRequest>): AsyncGenerator<string> {
  for (const request of sent) yield `${JSON.stringify(request)}\n`;
}
