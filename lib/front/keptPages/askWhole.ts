import { request as ask, type IncomingHttpHeaders, type RequestOptions } from "node:http";

/** Larger answers are not held as a whole. */
export const mostBytes = 8 * 1024 * 1024;

/** An answer as a whole. */
export interface Whole {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Null for one that is too large. */
  readonly body: Buffer | null;
}

/** Asks, and waits for the whole answer. Rejects where none comes. */
export function askWhole(
  options: Readonly<Pick<RequestOptions, "host" | "path" | "port" | "socketPath"> & { headers: object }>,
): Promise<Whole> {
  return new Promise((resolve, reject) => {
    const asked = ask({ ...options, headers: { ...options.headers }, setHost: false }, (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length <= mostBytes) chunks.push(chunk);
      });
      answer.once("error", reject);
      answer.once("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: length > mostBytes ? null : Buffer.concat(chunks),
        }),
      );
    });
    asked.once("error", reject);
    asked.end();
  });
}
