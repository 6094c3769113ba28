import { Agent, request as ask, type IncomingMessage, type ServerResponse } from "node:http";

import { basePath } from "../http/onSite";

/** Belong to one connection, not to what is said over it (RFC 9110, 7.6.1). */
const ofConnection = new Set(
  "connection keep-alive proxy-connection te trailer transfer-encoding upgrade expect".split(" "),
);

/** How much of one answer may wait here for its reader, and of all of them together. */
const slackBytes = 4 * 1024 * 1024;
const allSlackBytes = 64 * 1024 * 1024;
/** So many answers wait for their readers without a place: each still reads the database when its reader goes on. */
const mostWithoutPlace = 64;
/** Without a byte of an answer for so long, it is given up. Live events say something every 15 s. */
const silenceMs = 120_000;

export interface PassOnOptions {
  /** Path of the socket of whoever makes the answers. */
  readonly socket: string;
}

export interface PassedOn {
  /** Added to the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer is made, or will take as long as its reader likes, or nobody waits for it any more. */
  readonly onMade: () => void;
  /** No answer came: it can still be given another one. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Hands a request on to another process, at the path that this service has on its host, and its answer back. What that process has made is taken from it at once, so that
 * a slow reader does not keep it busy.
 */
export function createPassOn({ socket }: PassOnOptions) {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 16 });
  let held = 0;
  let withoutPlace = 0;

  const giveBack = (
    answer: IncomingMessage,
    response: ServerResponse,
    { onMade, onAnswered }: { readonly onMade: () => void; readonly onAnswered: () => void },
  ) => {
    const { statusCode = 502, statusMessage, rawHeaders } = answer;
    response.writeHead(statusCode, statusMessage, collect(rawHeaders));
    if (answer.headers["content-type"]?.startsWith("text/event-stream")) onMade();
    let mine = 0;
    let hasPlace = true;
    const note = () => {
      // What is still told of an answer that is over, nobody would take back.
      if (response.closed) return;
      held += response.writableLength - mine;
      mine = response.writableLength;
    };
    answer.on("data", (chunk: Buffer) => {
      response.write(chunk, note);
      note();
      if (response.writableNeedDrain && (mine > slackBytes || held > allSlackBytes)) {
        answer.pause();
        // A place is for what has to be made: whoever reads slowly would keep others from it.
        if (hasPlace && !response.closed && withoutPlace < mostWithoutPlace) {
          hasPlace = false;
          withoutPlace += 1;
          onMade();
        }
        response.once("drain", () => answer.resume());
      }
    });
    answer.once("end", () => {
      onMade();
      response.end();
      onAnswered();
    });
    answer.once("error", () => response.destroy());
    response.once("close", () => {
      held -= mine;
      mine = 0;
      if (!hasPlace) withoutPlace -= 1;
    });
  };

  return (
    request: IncomingMessage,
    response: ServerResponse,
    { headers, onMade, onFailure }: PassedOn,
  ): void => {
    const kept = Object.entries(request.headers).filter(([name]) => !ofConnection.has(name));
    const asked = ask({
      socketPath: socket,
      agent,
      method: request.method ?? "GET",
      path: basePath + (request.url ?? "/"),
      headers: { ...Object.fromEntries(kept), ...headers },
      setHost: false,
      timeout: silenceMs,
    });
    let isAnswered = false;
    /** What still comes of a request that is answered is read past: the next one on its connection waits for that. */
    const onAnswered = () => {
      isAnswered = true;
      if (request.readableEnded) return;
      request.unpipe(asked);
      asked.destroy();
      request.resume();
    };
    asked.once("response", (answer) => giveBack(answer, response, { onMade, onAnswered }));
    asked.once("timeout", () => asked.destroy(new Error("no answer")));
    asked.on("error", (error) => {
      onMade();
      if (isAnswered) return;
      if (response.headersSent) response.destroy();
      else if (!response.destroyed) onFailure(error);
    });
    response.once("close", () => {
      onMade();
      if (!response.writableFinished) asked.destroy();
    });
    request.once("error", () => asked.destroy());
    request.pipe(asked);
  };
}

/**
 * Headers as they came, each with all that was said of it: of a list beside headers that were set before, Node takes the
 * last of each name alone, and of several cookies one.
 */
function collect(rawHeaders: readonly string[]): Record<string, string | string[]> {
  const said = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = rawHeaders.slice(at, at + 2);
    const key = name.toLowerCase();
    if (ofConnection.has(key)) continue;
    const one = said.get(key) ?? { name, values: [] };
    one.values.push(value);
    said.set(key, one);
  }
  return Object.fromEntries(
    [...said.values()].map(({ name, values: [first = "", ...others] }) => [
      name,
      others.length === 0 ? first : [first, ...others],
    ]),
  );
}
