import { answerProblem } from "@/lib/http/answerProblem";
import { etagOf, isKnown } from "@/lib/http/etag";
import { openHeaders } from "@/lib/http/headers";
import { type ProblemName, type ProblemWords, problem } from "@/lib/http/problems";
import { respond } from "./answering";

/** What never changes is kept by whoever wants to. */
export const immutable = "public, max-age=31536000, immutable";

/** Published data in one of its forms. */
export interface Data {
  /** What is sent, or what it is made of: the same makes the same. */
  readonly body: string;
  readonly make?: (body: string) => Promise<Buffer<ArrayBuffer>>;
  /** Without the charset: text is UTF-8. */
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Figures of an unfinished period are counted anew every few seconds; what changes less often says so. */
  readonly cacheControl?: string;
}

/** `200` with the data and its ETag, or `304` where the reader has them already. */
export async function dataResponse(
  request: Request,
  { body, make, contentType, headers = {}, cacheControl = "public, max-age=10, must-revalidate" }: Data,
): Promise<Response> {
  const etag = etagOf(body);
  const about = { ...openHeaders, etag, "cache-control": cacheControl };
  if (isKnown(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers: about });
  }
  const type = make === undefined ? `${contentType}; charset=utf-8` : contentType;
  const sent = make === undefined ? body : await make(body);
  return new Response(sent, { headers: { ...about, ...headers, "content-type": type } });
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
