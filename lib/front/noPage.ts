import type { ServerResponse } from "node:http";
import { answerProblem } from "../http/answerProblem";
import { declarationOf, problem } from "../http/problems";

/** Answers a request for a page that is not made now: in JSON where a program asks, in a few words where a person does. */
export function answerNoPage(
  response: ServerResponse,
  reason: "too_many_pages" | "no_pages",
  { path }: { readonly path: string },
): void {
  const { status, headers, body } = answerProblem(problem(reason));
  if (path.startsWith("/api/")) {
    send(response, status, headers, body);
    return;
  }
  const { text, hint } = declarationOf(reason);
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text}</title><body><h1>${text}</h1><p>${hint}.</p></body></html>`;
  send(
    response,
    status,
    {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    },
    html,
  );
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
