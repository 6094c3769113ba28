import { clientAddress } from "@/lib/http/clientAddress";
import { readLimited } from "@/lib/ingest/readLimited";
import { callOf } from "@/lib/ingest/wire";
import { getServices } from "@/lib/services";

/** Ingest's calls wherever Next runs without `server.mjs` in front of it. */
export async function handleCall(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  const call = callOf(path);
  if (call === null) return new Response(null, { status: 404 });
  const { ingest, settings } = await getServices();
  const { headers } = request;
  // Next does not say who is at the other end of the connection: without a trusted proxy there is no address to limit.
  const trusted = settings.trustedProxies;
  const answer = await ingest.handle(call, {
    method: request.method,
    path,
    contentEncoding: headers.get("content-encoding") ?? undefined,
    contentType: headers.get("content-type") ?? undefined,
    body: await readLimited(request.body, call.limitBytes),
    orgKey: headers.get("org-key") ?? undefined,
    address:
      trusted === 0 ? null : clientAddress(undefined, headers.get("x-forwarded-for") ?? undefined, trusted),
  });
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}
