import { refusalReasons } from "@/lib/http/reasons";
import { errorObject, type Refusal } from "@/lib/ingest/refusal";
import { etagOf, isKnown } from "@/lib/statistics/export/etag";

/** Published figures may be read by any page, and shown inside it. */
const openHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "ETag, Content-Disposition",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
} as const;

/** Published data in one of its forms. */
export interface Data {
  readonly body: string;
  /** Without the charset: that is UTF-8. */
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `200` with the data and its ETag, or `304` where the reader has them already. */
export function dataResponse(request: Request, { body, contentType, headers = {} }: Data): Response {
  const etag = etagOf(body);
  const about = {
    ...openHeaders,
    etag,
    // The unfinished period is counted anew every few seconds.
    "cache-control": "public, max-age=10, must-revalidate",
  };
  if (isKnown(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers: about });
  }
  return new Response(body, {
    headers: { ...about, ...headers, "content-type": `${contentType}; charset=utf-8` },
  });
}

/** The error object of a refusal with its status. */
export function refusedData(refusal: Refusal): Response {
  return Response.json(errorObject(refusal), {
    status: refusalReasons[refusal.reason].status,
    headers: { ...openHeaders, "cache-control": "no-store" },
  });
}

/** The answer to a browser that asks whether a page of another site may read published data. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...openHeaders,
      allow: "GET, HEAD, OPTIONS",
      "access-control-allow-methods": "GET, HEAD, OPTIONS",
      "access-control-allow-headers": "If-None-Match",
      "access-control-max-age": "86400",
    },
  });
}
