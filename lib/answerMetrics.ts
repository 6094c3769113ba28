import { createServer, type RequestListener, type Server } from "node:http";
import { type Answer, answerProblem } from "./http/answerProblem";
import { problem } from "./http/problems";
import { sendAnswer } from "./http/sendAnswer";
import type { Measured } from "./metrics/metric";
import { metricsType, renderMetrics } from "./metrics/render";
import { isTokenOf } from "./settings/tokenHash";

/** Where Prometheus asks. */
export const metricsPath = "/metrics";

/** Whoever asks slowly, or keeps many connections, takes no place from engines. */
const mostConnections = 16;

interface Options {
  /** Of the token that opens them; undefined where none does. */
  readonly tokenHash: string | undefined;
  /** What each process counted, the one in front first. */
  readonly read: () => Promise<readonly (readonly Measured[])[]>;
}

/** @returns null where the token is not the one that opens metrics, which looks as if there were none */
export function createAnswerMetrics({ tokenHash, read }: Options) {
  return async (authorization: string | undefined): Promise<Answer | null> => {
    const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
    if (tokenHash !== undefined && (token === undefined || !isTokenOf(tokenHash, token))) return null;
    return {
      status: 200,
      headers: { "content-type": metricsType, "cache-control": "no-store" },
      body: await renderMetrics(await read()),
    };
  };
}

/** A server that answers metrics and nothing else, on a port of its own. */
export function createMetricsServer(answer: ReturnType<typeof createAnswerMetrics>): Server {
  const onRequest: RequestListener = (request, response) => {
    const isAsked = request.method === "GET" && request.url === metricsPath;
    const asked = isAsked ? answer(request.headers.authorization) : Promise.resolve(null);
    asked.then(
      (answered) => sendAnswer(response, answered ?? answerProblem(problem("unknown_call"))),
      () => response.destroy(),
    );
  };
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 }, onRequest);
  server.maxConnections = mostConnections;
  return server;
}
