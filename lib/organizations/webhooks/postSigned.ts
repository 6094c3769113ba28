import { createHmac } from "node:crypto";
import { type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { isInward } from "./isInward";
import { lookUpName, lookUpNameHere } from "./lookUpName";
import type { PostProblem } from "./postProblems";

/** What is sent, and where. */
export interface Post {
  readonly url: string;
  readonly secret: string;
  /** Of the delivery: a receiver that has it already drops it. */
  readonly id: string;
  readonly body: string;
  readonly now: Date;
}

/** What became of it: delivered where there is no problem. */
export interface PostResult {
  readonly status: number | null;
  readonly problem: PostProblem | null;
}

interface Sending {
  /** See `WEBHOOK_REACH`. */
  readonly reach: "public" | "anywhere";
  readonly timeoutMs?: number;
  /** Addresses of name servers, those of the system without it. For tests. */
  readonly servers?: readonly string[];
}

class Refused extends Error {
  constructor(readonly problem: PostProblem) {
    super(problem);
  }
}

const secretPrefix = "whsec_";

/**
 * The signature of Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA-256 of id, seconds and body, so that neither
 * can be sent again under another one.
 */
export function signatureOf({ secret, id, body, now }: Omit<Post, "url">): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), "base64");
  const hmac = createHmac("sha256", key).update(`${id}.${secondsOf(now)}.${body}`);
  return `v1,${hmac.digest("base64")}`;
}

export const secretOf = (bytes: Buffer) => `${secretPrefix}${bytes.toString("base64")}`;

const secondsOf = (now: Date) => Math.floor(now.getTime() / 1000);

/**
 * Sends a delivery once. Never follows a redirect, reads nothing of the answer but its status, and connects to the address
 * that it looked at: a name that leads inward, or does so at the second look-up, is refused.
 */
export async function postSigned(
  post: Post,
  { reach, timeoutMs = 10_000, servers }: Sending,
): Promise<PostResult> {
  const url = new URL(post.url);
  if (reach === "public" && url.protocol !== "https:") return { status: null, problem: "plain" };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // For a host that is an address already, nothing is looked up.
  const isInwardHost = isIP(host) === 0 ? /(?:^|\.)localhost\.?$/i.test(host) : isInward(host);
  if (reach === "public" && isInwardHost) return { status: null, problem: "inward" };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const status = await send(url, post, {
      signal,
      lookup: lookupFor(reach, { signal, ...(servers === undefined ? {} : { servers }) }),
    });
    if (status >= 200 && status < 300) return { status, problem: null };
    return { status, problem: status >= 300 && status < 400 ? "redirect" : "status" };
  } catch (error) {
    return { status: null, problem: signal.aborted ? "time" : problemOf(error) };
  }
}

function send(url: URL, post: Post, options: RequestOptions): Promise<number> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      ...options,
      method: "POST",
      // A connection of its own: one that is kept was looked at another time.
      agent: false,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(post.body),
        "user-agent": "DBLab-Telemetry-Webhook/1",
        "webhook-id": post.id,
        "webhook-timestamp": String(secondsOf(post.now)),
        "webhook-signature": signatureOf(post),
      },
    });
    sent.on("response", (response) => {
      resolve(response.statusCode ?? 0);
      // What it says is nobody's business, however long it is.
      response.destroy();
    });
    sent.on("error", reject);
    sent.end(post.body);
  });
}

type Lookup = NonNullable<RequestOptions["lookup"]>;

/** Node connects to nothing but what this gives. */
function lookupFor(reach: Sending["reach"], asked: Parameters<typeof lookUpName>[1]): Lookup {
  return (host, options, callback) => {
    const refuse = (problem: PostProblem) => callback(new Refused(problem), "", 4);
    (reach === "public" ? lookUpName : lookUpNameHere)(host, asked).then(
      (addresses) => {
        if (reach === "public" && addresses.some(({ address }) => isInward(address))) return refuse("inward");
        if (options.all === true) return callback(null, addresses);
        const [first] = addresses;
        return first === undefined ? refuse("name") : callback(null, first.address, first.family);
      },
      () => refuse("name"),
    );
  };
}

function problemOf(error: unknown): PostProblem {
  return error instanceof Refused ? error.problem : "connection";
}
