import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "../http/answerProblem";
import type { Receive } from "./receive";

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

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
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
