import { privateHeaders } from "@/lib/http/headers";
import { eventStream } from "@/lib/instances/live/eventStream";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { answering } from "./answering";
import { clientOf } from "./client";

/** Server-sent events must not wait in a compressor or a proxy. */
export const eventStreamHeaders = {
  ...privateHeaders,
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
} as const;

/**
 * The events of an instance as they are stored, from now on or from the reader's `Last-Event-ID`.
 * @param signal ends the stream; by default only the reader does
 */
export function liveResponse(
  request: Request,
  { key }: OpenInstance,
  signal: AbortSignal = request.signal,
): Promise<Response> {
  return answering(async () => {
    const { instances } = await getServices();
    const stream = eventStream({
      live: instances.live,
      key,
      client: await clientOf(request),
      signal,
      since: new Date().toISOString(),
      lastEventId: request.headers.get("last-event-id"),
    });
    return new Response(stream, { headers: eventStreamHeaders });
  });
}
