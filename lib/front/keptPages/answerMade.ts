import type { IncomingMessage, ServerResponse } from "node:http";
import { isKnown } from "../../http/etag";
import { type Encoding, encodings, type Made } from "./made";

/** Answers with what is kept, in the smallest form that the reader takes, or with 304. */
export function answerMade(
  request: IncomingMessage,
  response: ServerResponse,
  made: Made,
  more: Readonly<Record<string, string>>,
): void {
  const headers = { ...Object.fromEntries(made.headers), ...more, etag: made.etag };
  if (isKnown(request.headers["if-none-match"] ?? null, made.etag)) {
    const { "content-type": _, "content-disposition": __, ...about } = headers as Record<string, string>;
    response.writeHead(304, about).end();
    return;
  }
  const encoding = encodingFor(request.headers["accept-encoding"], made.bodies);
  const body = made.bodies[encoding] ?? made.bodies.identity;
  response.writeHead(200, {
    ...headers,
    ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    "content-length": body.length,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** The smallest form that a reader takes (RFC 9110, 12.5.3); who says nothing gets it as it is. */
export function encodingFor(accepted: string | string[] | undefined, bodies: Made["bodies"]): Encoding {
  const taken = new Set(
    (accepted?.toString() ?? "").split(",").flatMap((entry) => {
      const [name = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
      return parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)) ? [] : [name];
    }),
  );
  return encodings.find((encoding) => bodies[encoding] !== undefined && taken.has(encoding)) ?? "identity";
}
