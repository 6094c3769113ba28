import { streamOf } from "@/lib/http/readBody";
import { getServices } from "@/lib/services";
import { respond } from "./answering";
import { pathOf } from "./client";

/**
 * Ingest's calls wherever Next runs without `server.mjs` in front of it (`next start`). Next does not say who is at the
 * other end of the connection: without a trusted proxy there is no address to limit.
 */
async function receive(request: Request): Promise<Response> {
  const { receive } = await getServices();
  const body = streamOf(request.body);
  const answer = await receive({
    method: request.method,
    path: pathOf(request),
    peer: undefined,
    body,
    header: (name) => request.headers.get(name) ?? undefined,
  });
  body.destroy();
  return answer === null ? new Response(null, { status: 404 }) : respond(answer);
}

export { receive as DELETE, receive as GET, receive as PATCH, receive as POST, receive as PUT };
