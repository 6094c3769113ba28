/** What the service upstream answered. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly body: string;
  readonly retryAfterSeconds: number | null;
}

/** No answer came, or none that could be read. The message says why, and never what was sent. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
}

/** The service that a relay sends to. */
export interface Upstream {
  /** @param path below its address. @throws NoAnswer */
  post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<UpstreamAnswer>;
}

interface UpstreamOptions {
  /** Without a slash at its end. */
  readonly address: string;
  readonly timeoutMs: number;
  /** Gives up what is under way. */
  readonly signal: AbortSignal;
}

/** More than the answer to the largest batch. */
const answerLimitBytes = 4 * 2 ** 20;

/** Speaks to a service. Redirects are not followed: what is sent goes where it was told to go, and nowhere else. */
export function createUpstream({ address, timeoutMs, signal }: UpstreamOptions): Upstream {
  return {
    async post(path, body, headers) {
      try {
        const response = await fetch(`${address}${path}`, {
          method: "POST",
          body,
          headers: { "user-agent": "dblab-telemetry-relay", ...headers },
          redirect: "manual",
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        });
        return {
          status: response.status,
          body: await readLimited(response),
          retryAfterSeconds: secondsOf(response.headers.get("retry-after"), new Date()),
        };
      } catch (error) {
        throw error instanceof NoAnswer ? error : new NoAnswer(whyNot(error), { cause: error });
      }
    },
  };
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > answerLimitBytes) throw new NoAnswer("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Of a header `Retry-After`: seconds, or a date. */
export function secondsOf(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null) return null;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "TimeoutError") return "no answer in time";
  if (error.name === "AbortError") return "the relay stops";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? `no connection (${cause.code})` : "no connection";
}
