import { isJsonObject } from "../catalogue";
import type { Answer } from "../http/answerProblem";
import type { Relay } from "../ingest/contracts";
import { RefusedError, refuse } from "../ingest/refusal";
import { extendPath, relayPathHeader } from "../ingest/relayPath";
import { more, type StateKeeper } from "./relayState";
import type { Rules } from "./rules";
import type { RelayClock } from "./sender";
import type { SentLog } from "./sentRequests";
import { NoAnswer, type Upstream, type UpstreamAnswer } from "./upstream";

interface PassOnOptions {
  readonly upstream: Upstream;
  /** Of this relay; see `Relay`. */
  readonly id: string;
  readonly readRules: () => Rules;
  readonly log: Pick<SentLog, "leave">;
  readonly state: StateKeeper;
  readonly clock: Pick<RelayClock, "now">;
}

/**
 * Asks the service upstream what an engine with a key or token asks, and hands its answer back. Bodies that nobody reads
 * there (logs and artifacts of the CI observer) do not leave.
 */
export function createPassOn({ upstream, id, readRules, log, state, clock }: PassOnOptions): Relay["passOn"] {
  return async (call, document, { orgKey, accessToken, relayPath }) => {
    if (readRules().inspectOnly) {
      throw new RefusedError(
        refuse("upstream_unavailable", {
          message: "This service is a relay that is set to let nothing leave",
          hint: "Its admin can change that at /relay",
        }),
      );
    }
    const path = `/api/rpc/${call}`;
    const body = document === undefined ? "" : JSON.stringify(document);
    const masked = document === undefined ? "" : JSON.stringify(maskToken(document));
    const left = { path, body: masked, bytes: Buffer.byteLength(body), events: 0, before: [], ids: [] };
    const noteAnswer = await log.leave(left, clock.now());
    state.count(({ calls }) => ({ calls: more(calls, call) }));
    try {
      const answer = await upstream.post(path, body, {
        [relayPathHeader]: extendPath(relayPath, id),
        ...(document === undefined ? {} : { "content-type": "application/json" }),
        ...(orgKey === undefined ? {} : { "org-key": orgKey }),
        ...(accessToken === undefined ? {} : { "access-token": accessToken }),
      });
      const { status } = answer;
      await noteAnswer({ at: clock.now().toISOString(), status, body: answer.body });
      return handBack(answer);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      state.count(({ callsUnanswered }) => ({ callsUnanswered: callsUnanswered + 1 }));
      await noteAnswer({ at: clock.now().toISOString(), status: null, body: error.message });
      throw new RefusedError(refuse("upstream_unavailable"));
    }
  };
}

/** Engines crash over what is no JSON object, such as a page of a proxy. @throws NoAnswer for such an answer */
function handBack({ status, body, retryAfterSeconds }: UpstreamAnswer): Answer {
  if ((status >= 300 && status < 400) || !isObject(body)) throw new NoAnswer("not an answer of this service");
  return {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      ...(retryAfterSeconds === null ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
    body,
  };
}

function isObject(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/** What the log shows of a token is its end. */
function maskToken(document: unknown): unknown {
  if (typeof document !== "object" || document === null || !("token" in document)) return document;
  return { ...document, token: `…${String(document.token).slice(-4)}` };
}
