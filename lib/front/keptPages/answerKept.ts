import type { IncomingMessage, RequestListener } from "node:http";
import { isOverTls } from "../../http/isOverTls";
import { basePath } from "../../http/onSite";
import type { PublicAddress } from "./addresses";
import { answerMade } from "./answerMade";
import type { KeptPages } from "./keptPages";

interface AnswerOptions {
  readonly pages: Pick<KeptPages, "read">;
  readonly readAddress: (target: string) => PublicAddress | null;
  /** While it is true, pages say so, each at its moment. */
  readonly isAway: () => boolean;
  readonly publicUrl: string | undefined;
  /** Where a reader sees this installation. */
  readonly baseUrlOf: (headers: Pick<Headers, "get">) => string;
  readonly clientOf: (request: IncomingMessage) => string | null;
  /** Answers everybody else. */
  readonly otherwise: RequestListener;
}

const overTls = { "strict-transport-security": "max-age=31536000" } as const;

/** Answers from what is kept; all that is for one reader alone, and what is not there, as ever. */
export function createAnswerKept({
  pages,
  readAddress,
  isAway,
  publicUrl,
  baseUrlOf,
  clientOf,
  otherwise,
}: AnswerOptions): RequestListener {
  return (request, response) => {
    const { method, url = "", headers } = request;
    const isReading = method === "GET" || method === "HEAD";
    // The router of a page that is open asks at the page's address for its data, and says so in this header.
    const address = isReading && headers.rsc === undefined && !isAway() ? readAddress(targetOf(url)) : null;
    if (address === null) return otherwise(request, response);
    const said = { get: (name: string) => headers[name]?.toString() ?? null };
    pages.read(address, baseUrlOf(said), clientOf(request)).then(
      (made) => {
        if (response.destroyed) return;
        if (made === null) return otherwise(request, response);
        answerMade(request, response, made, isOverTls(said, publicUrl) ? overTls : {});
      },
      () => otherwise(request, response),
    );
  };
}

/** Below a path the first page has the path without a slash. */
function targetOf(url: string): string {
  if (basePath === "") return url;
  return /^\/(?:$|\?)/.test(url) ? `/outside${url}` : url.replace(/^(?=$|\?)/, "/");
}
