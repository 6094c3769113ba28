import type { ServerResponse } from "node:http";
import { answerProblem } from "../http/answerProblem";
import { plainPage, plainStyleSource } from "../http/plainPage";
import { declarationOf, problem } from "../http/problems";
import { sendAnswer } from "../http/sendAnswer";

/** Answers a request for a page that is not made now: in JSON where a program asks, in a few words where a person does. */
export function answerNoPage(
  response: ServerResponse,
  reason: "too_many_pages" | "no_pages" | "outside",
  { path }: { readonly path: string },
): void {
  const answer = answerProblem(problem(reason));
  if (path.startsWith("/api/")) {
    sendAnswer(response, answer);
    return;
  }
  const { text, hint } = declarationOf(reason);
  sendAnswer(response, {
    status: answer.status,
    headers: {
      ...answer.headers,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src ${plainStyleSource}; frame-ancestors 'none'`,
    },
    body: plainPage(text, [`${hint}.`]),
  });
}
