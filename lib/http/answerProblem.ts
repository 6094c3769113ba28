import { declarationOf, errorObject, type Problem } from "./problems";

/** An answer in JSON, whoever sends it: Node's server or a route handler. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const jsonHeaders = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
} as const;

/** 200 with a JSON object. */
export function answerJson(body: object): Answer {
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(body) };
}

/**
 * The one answer to a problem: its status, the error object, and when to try again.
 * @param more what the body says beside the error object
 */
export function answerProblem(problem: Problem, more: object = {}): Answer {
  const { status, headers } = declarationOf(problem.reason);
  const { retryAfterSeconds } = problem;
  return {
    status,
    headers: {
      ...jsonHeaders,
      ...headers,
      ...(retryAfterSeconds === null ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
    body: JSON.stringify({ ...errorObject(problem), ...more }),
  };
}
