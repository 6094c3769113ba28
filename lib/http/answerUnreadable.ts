import { STATUS_CODES } from "node:http";
import { answerProblem } from "./answerProblem";
import { baseHeaders } from "./headers";
import { type ProblemName, problem } from "./problems";

const problemsOf: ReadonlyMap<string, ProblemName> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", "too_slow"],
  ["HPE_HEADER_OVERFLOW", "headers_too_large"],
  ["CONNECT", "no_tunnel"],
]);

/**
 * The whole answer, for the socket, to what Node's HTTP parser could not read.
 * @param code of the parser's error; `CONNECT` where it read that method
 */
export function answerUnreadable(code: string): string {
  const { status, headers, body } = answerProblem(problem(problemsOf.get(code) ?? "not_http"));
  const lines = Object.entries({
    ...baseHeaders,
    ...headers,
    "content-length": Buffer.byteLength(body),
    connection: "close",
  });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    "",
    body,
  ].join("\r\n");
}
