import type { IncomingMessage, ServerResponse } from "node:http";
import { addressOfRequest } from "../http/clientAddress";
import type { Ingest } from "./ingest";
import { refuse } from "./refusal";
import { answerRefusal, type Call, callOf, type WireResponse } from "./wire";

/** All bodies being read at one time; beyond it new ones are refused, so that slow large bodies cannot fill memory. */
const bodyBudgetBytes = 64 * 1024 * 1024;

/**
 * Ingest's calls on Node's own HTTP server, without Next in between.
 * @returns a function that takes a request if it is one of ingest's calls, and says whether it did
 */
export function createNodeHandler(
  ingest: Pick<Ingest, "handle">,
  { trustedProxies }: { readonly trustedProxies: number },
): (request: IncomingMessage, response: ServerResponse) => boolean {
  let readingBytes = 0;
  return (request, response) => {
    const url = request.url ?? "";
    const query = url.indexOf("?");
    const path = query === -1 ? url : url.slice(0, query);
    const call = callOf(path);
    if (call === null) return false;
    if (readingBytes > bodyBudgetBytes) {
      send(request, response, answerRefusal(refuse("queue_full"), 5));
      return true;
    }
    readBody(request, call, (bytes) => {
      readingBytes += bytes;
    })
      .then((body) => ingest.handle(call, wireRequest(request, path, body, trustedProxies)))
      .then((answer) => send(request, response, answer))
      // The sender went away while it was sending: nobody is left to answer.
      .catch(() => response.destroy());
    return true;
  };
}

function wireRequest(
  request: IncomingMessage,
  path: string,
  body: Uint8Array | null,
  trustedProxies: number,
) {
  const { headers } = request;
  return {
    method: request.method ?? "",
    path,
    contentEncoding: headers["content-encoding"],
    contentType: headers["content-type"],
    body,
    address: addressOfRequest(request, trustedProxies),
    orgKey: [headers["org-key"] ?? []].flat()[0],
  };
}

/** The whole body, or null as soon as it is larger than the call's limit. */
function readBody(
  request: IncomingMessage,
  call: Call,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array | null> {
  if (Number(request.headers["content-length"] ?? 0) > call.limitBytes) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let done = false;
    const finish = (body: Uint8Array | null) => {
      done = true;
      onBytes(-size);
      resolve(body);
    };
    request.on("data", (chunk: Buffer) => {
      if (done) return;
      size += chunk.length;
      onBytes(chunk.length);
      if (size > call.limitBytes) finish(null);
      else chunks.push(chunk);
    });
    request.on("end", () => {
      if (!done) finish(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    request.on("close", () => {
      if (done) return;
      onBytes(-size);
      done = true;
      reject(new Error("The request ended before its body did"));
    });
  });
}

function send(request: IncomingMessage, response: ServerResponse, answer: WireResponse): void {
  const headers: Record<string, string | number> = {
    ...answer.headers,
    "content-length": Buffer.byteLength(answer.body),
  };
  if (!request.complete) {
    // Part of the body is still on its way: say so, read no more of it, and end the connection.
    headers.connection = "close";
    response.once("finish", () => setTimeout(() => request.destroy(), 500).unref());
  }
  response.writeHead(answer.status, headers);
  response.end(answer.body);
  request.resume();
}
