import type { ServerResponse } from "node:http";
import type { Answer } from "./answerProblem";

/** Gives an answer on Node's own server. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
