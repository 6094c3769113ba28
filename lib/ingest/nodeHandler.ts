import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "../http/answerProblem";
import type { Receive } from "./receive";

/** Enough for an answer to arrive and be read. */
const lingerMs = 1_000;

/**
 * Ingest's calls on Node's own HTTP server, without Next in between.
 * @returns a function that takes a request if it is one of ingest's calls, and says whether it did
 */
export function createNodeHandler(
  receive: Receive,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const { url = "", method = "", headers, socket } = request;
    const query = url.indexOf("?");
    const answering = receive({
      method,
      path: query === -1 ? url : url.slice(0, query),
      peer: socket.remoteAddress,
      body: request,
      header: (name) => headers[name]?.toString(),
    });
    if (answering === null) return false;
    answering.then((answer) => send(request, response, answer)).catch(() => response.destroy());
    return true;
  };
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  // Node ends a connection at once where an answer says `close`; what the client sends then resets it, and the answer may be
  // lost on its side. So nothing is said, and a client that goes on sending is read past for a while.
  if (!request.complete) response.once("finish", () => linger(request));
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
  request.resume();
}

/** Reads past what is left of a body whose answer is sent; whoever needs longer is cut off. */
function linger(request: IncomingMessage): void {
  const cutOff = setTimeout(() => request.socket.destroy(), lingerMs).unref();
  request.once("end", () => clearTimeout(cutOff));
}
