import { answerProblem } from "@/lib/http/answerProblem";
import { openHeaders } from "@/lib/http/headers";
import { type ProblemName, type ProblemWords, problem } from "@/lib/http/problems";
import { etagOf, isKnown } from "@/lib/statistics/export/etag";
import { respond } from "./answering";

/** Published data in one of its forms. */
export interface Data {
  readonly body: string;
  /** Without the charset: that is UTF-8. */
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Figures of an unfinished period are counted anew every few seconds; what changes less often says so. */
  readonly cacheControl?: string;
}

/** `200` with the data and its ETag, or `304` where the reader has them already. */
export function dataResponse(
  request: Request,
  { body, contentType, headers = {}, cacheControl = "public, max-age=10, must-revalidate" }: Data,
): Response {
  const etag = etagOf(body);
  const about = { ...openHeaders, etag, "cache-control": cacheControl };
  if (isKnown(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers: about });
  }
  return new Response(body, {
    headers: { ...about, ...headers, "content-type": `${contentType}; charset=utf-8` },
  });
}

/** The answer to a problem of whoever asks for published data. */
export function refusedData(reason: ProblemName, words: ProblemWords = {}): Response {
  return respond(answerProblem(problem(reason, words)), openHeaders);
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
