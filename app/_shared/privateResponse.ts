import { answerProblem } from "@/lib/http/answerProblem";
import { privateHeaders } from "@/lib/http/headers";
import { type ProblemName, type ProblemWords, problem } from "@/lib/http/problems";
import { respond } from "./answering";

/** `200`, or another status, with JSON for whoever asked. */
export function privateJson(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: privateHeaders });
}

/** `200` with a JSON text as it is. */
export function privateJsonText(text: string): Response {
  return new Response(text, { headers: { ...privateHeaders, "content-type": "application/json" } });
}

/** A file to keep, for whoever asked. */
export function privateFile(
  body: BodyInit,
  { contentType, name }: { readonly contentType: string; readonly name: string },
): Response {
  return new Response(body, {
    headers: {
      ...privateHeaders,
      "content-type": `${contentType}; charset=utf-8`,
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

/** The answer to a problem of whoever asked. */
export function refused(reason: ProblemName, words: ProblemWords = {}): Response {
  return respond(answerProblem(problem(reason, words)), privateHeaders);
}
