import { type Answer, answerProblem } from "@/lib/http/answerProblem";
import { privateHeaders } from "@/lib/http/headers";
import { type ProblemName, problem } from "@/lib/http/problems";
import { getServices } from "@/lib/services";

type Headers = Readonly<Record<string, string>>;

/** An answer as a route handler gives it. */
export function respond({ body, status, headers }: Answer, more: Headers = {}): Response {
  return new Response(body, { status, headers: { ...headers, ...more } });
}

/** What errors of lib/ mean for whoever asked. By name: Next bundles services and routes apart, each with classes of its own. */
const problemsOf: ReadonlyMap<string, ProblemName> = new Map([
  ["DatabaseUnavailable", "no_database"],
  ["LiveLimitError", "too_many_watchers"],
  ["PictureLimitError", "too_many_pictures"],
]);

/** Answers a call, also where something fails on the way. */
export async function answering(
  answer: () => Promise<Response>,
  headers: Headers = privateHeaders,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const known = error instanceof Error ? problemsOf.get(error.name) : undefined;
    if (known === undefined) (await getServices()).reportFault(error, "a call could not be answered");
    return respond(answerProblem(problem(known ?? "internal")), headers);
  }
}
