import type { IncomingMessage, ServerResponse } from "node:http";
import { baseHeaders } from "./headers";
import { refuseTarget } from "./refuseTarget";

const headers = Object.entries(baseHeaders);

/** Gives an answer the headers that all of them have, and answers what nothing here can be meant by. @returns whether it did */
export function screen(request: IncomingMessage, response: ServerResponse): boolean {
  for (const [name, value] of headers) response.setHeader(name, value);
  const refusal = refuseTarget(request.method, request.url);
  if (refusal === null) return false;
  response.writeHead(refusal.status, { ...refusal.headers, connection: "close" });
  response.end(request.method === "HEAD" ? undefined : refusal.body);
  return true;
}
