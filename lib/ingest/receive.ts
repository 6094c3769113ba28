import type { Readable } from "node:stream";
import type { Answer } from "../http/answerProblem";
import { clientAddress } from "../http/clientAddress";
import { readBody, readPast } from "../http/readBody";
import { readPacked } from "../http/readPacked";
import { callOf } from "./calls";
import { encodingOf } from "./encoding";
import type { Ingest } from "./ingest";
import { relayPathHeader, relayPathOf } from "./relayPath";

/** A request before its body is read, as every kind of server can give it. */
export interface IncomingRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** Of the TCP connection; undefined where it is not known. */
  readonly peer: string | undefined;
  readonly body: Readable;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | undefined;
}

/**
 * Answers a request if it is one of ingest's calls, else gives null. Rejects where the sender goes away while it sends:
 * nobody is left to answer.
 */
export type Receive = (request: IncomingRequest) => Promise<Answer> | null;

/** All bodies being read at one time; beyond it new ones are refused, so that slow large bodies cannot fill memory. */
const bodyBudgetBytes = 64 * 1024 * 1024;

/** What stands between any HTTP server and ingest. */
export function createReceive(
  ingest: Pick<Ingest, "handle">,
  { trustedProxies }: { readonly trustedProxies: number },
): Receive {
  let readingBytes = 0;
  const onBytes = (bytes: number) => {
    readingBytes += bytes;
  };
  return ({ method, path, peer, body, header }) => {
    const call = callOf(path);
    if (call === null) return null;
    const isTooLarge = Number(header("content-length") ?? 0) > call.limitBytes;
    const request = {
      method,
      contentEncoding: header("content-encoding"),
      contentType: header("content-type"),
      orgKey: header("org-key"),
      accessToken: header("access-token"),
      authorization: header("authorization"),
      relayPath: relayPathOf(header(relayPathHeader)),
      address: clientAddress(peer, header("x-forwarded-for"), trustedProxies),
    };
    if (readingBytes > bodyBudgetBytes)
      return ingest.handle(call, { ...request, body: null, isOverBudget: true });
    if (!call.isBodyRead) {
      const pass = () => (isTooLarge ? Promise.resolve(false) : readPast(body, call.limitBytes));
      return ingest.handle(call, { ...request, body: new Uint8Array(), readPast: pass });
    }
    const encoding = encodingOf(request.contentEncoding);
    const read = encoding === "gzip" ? readPacked : readBody;
    const reading =
      isTooLarge || encoding === null ? Promise.resolve(null) : read(body, call.limitBytes, onBytes);
    return reading.then((bytes) => ingest.handle(call, { ...request, body: bytes }));
  };
}
