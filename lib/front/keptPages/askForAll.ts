import { Agent, request as ask } from "node:http";
import { onSite } from "../../http/onSite";
import type { MadeOf, PublicAddress } from "./addresses";
import { type Made, unpack } from "./made";

/** Longer than the slowest page takes. */
const patienceMs = 30_000;

interface AskOptions {
  /** Path of the socket of the process with the pages. */
  readonly socket: string;
  /** Name of the header by which it knows who asks. */
  readonly header: string;
  /** Whether figures are published; else nobody but this process keeps anything without asking. */
  readonly isPublished: boolean;
}

/** How long a browser or a proxy may serve a page without asking, and how long while it asks. */
const cacheControl: Readonly<Record<MadeOf, string>> = {
  build: "public, max-age=60, stale-while-revalidate=600",
  figures: "public, max-age=2, stale-while-revalidate=8",
  now: "public, max-age=2, stale-while-revalidate=8",
};

/**
 * Asks for the answer at an address that all readers get. Nothing of a reader is said: only where this installation is.
 * @returns null for an answer that cannot be kept; rejects where none is made now
 */
export function createAskForAll({ socket, header, isPublished }: AskOptions) {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 4 });
  return async ({ target, madeOf }: PublicAddress, baseUrl: string): Promise<Made | null> => {
    const { protocol, host } = new URL(baseUrl);
    const packed = await new Promise<Buffer | null>((resolve, reject) => {
      const asked = ask(
        {
          socketPath: socket,
          agent,
          path: onSite(target),
          headers: {
            host,
            ...(protocol === "https:" ? { "x-forwarded-proto": "https" } : {}),
            [header]: "",
          },
          setHost: false,
          timeout: patienceMs,
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.once("error", reject);
          answer.once("end", () => {
            if (answer.statusCode === 200) resolve(Buffer.concat(chunks));
            else if (answer.statusCode === 204) resolve(null);
            else reject(new Error(`answered ${answer.statusCode}`));
          });
        },
      );
      asked.once("timeout", () => asked.destroy(new Error("no answer")));
      asked.once("error", reject);
      asked.end();
    });
    if (packed === null) return null;
    const made = unpack(packed);
    if (made.headers.some(([name]) => name === "cache-control")) return made;
    const control = isPublished ? cacheControl[madeOf] : "no-cache";
    return { ...made, headers: [...made.headers, ["cache-control", control]] };
  };
}
