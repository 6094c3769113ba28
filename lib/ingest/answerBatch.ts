import { type Answer, answerJson, answerProblem } from "../http/answerProblem";
import { errorObject } from "../http/problems";
import type { Outcome } from "./commitQueue";
import type { EventRow } from "./keepEvent";
import type { ReadEvent } from "./readEvent";
import { type Refusal, refuse } from "./refusal";

/** An event to store. The clear instance ID is for linking, and is stored only where an organization's key came with it. */
export interface ReadRow {
  readonly row: EventRow;
  readonly instanceId: string;
  /** The id of the trusted sender, where strangers would not be believed. */
  readonly historyOf?: string;
  /** The organization whose own sender sent it. */
  readonly vouchedBy?: number;
  /** As it was sent; not of a row that comes back from the spool. */
  readonly event?: ReadEvent;
}

/** An event that need not be stored. */
export interface Repeat {
  /** The place in the call where it came before; null where it is stored. */
  readonly repeats: number | null;
}

/** One event of a call after reading: a row to store, a repeat, or a refusal. */
export type ReadResult = ReadRow | Repeat | Refusal;

type Settled = "stored" | "repeated" | Refusal;

/** Within so long everything that only came too fast is taken. */
const soonSeconds = 60;

/**
 * The answer to `/api/v1/events`: what became of each event, in the order sent, with counts. 200 as soon as one event
 * is stored (or was before); otherwise the status and error object of the first refusal. It says when to send again what
 * another try may mend, of each and, as Retry-After, of all.
 * @param submitted outcomes of the rows among `read`, in their order, or why none of them was stored
 */
export function answerBatch(
  read: readonly ReadResult[],
  submitted: readonly Outcome[] | Refusal,
): { readonly response: Answer; readonly refusals: readonly Refusal[] } {
  const settled = settle(read, submitted);
  const refused = settled.filter((result) => typeof result !== "string");
  const body = {
    accepted: settled.filter((result) => result === "stored").length,
    repeated: settled.filter((result) => result === "repeated").length,
    refused: refused.length,
    results: settled.map((result) => {
      if (result === "stored") return { status: "accepted" };
      if (result === "repeated") return { status: "repeated" };
      const { retryAfterSeconds } = result;
      return {
        status: "refused",
        ...errorObject(result),
        ...(retryAfterSeconds === null ? {} : { retry_after: retryAfterSeconds }),
      };
    }),
  };
  const [first] = refused;
  const answer =
    first === undefined || refused.length < settled.length ? answerJson(body) : answerProblem(first, body);
  return {
    response: { ...answer, headers: { ...answer.headers, ...retryAfter(refused) } },
    refusals: refused,
  };
}

/** When one more try takes all that only came too fast; where nothing did, when it takes the first of the rest. */
function retryAfter(refused: readonly Refusal[]): { readonly "retry-after"?: string } {
  const waits = refused.flatMap(({ retryAfterSeconds }) => retryAfterSeconds ?? []);
  if (waits.length === 0) return {};
  const soon = waits.filter((seconds) => seconds <= soonSeconds);
  return { "retry-after": String(soon.length > 0 ? Math.max(...soon) : Math.min(...waits)) };
}

function settle(read: readonly ReadResult[], submitted: readonly Outcome[] | Refusal): readonly Settled[] {
  let next = 0;
  const settled: Settled[] = [];
  for (const result of read) {
    if ("reason" in result) settled.push(result);
    else if ("repeats" in result) settled.push(asBefore(result, settled));
    else if ("reason" in submitted) settled.push(submitted);
    else {
      const outcome = submitted[next++];
      settled.push(outcome === "stored" || outcome === "repeated" ? outcome : refuse("internal"));
    }
  }
  return settled;
}

/** What was refused where it came before is refused again: nothing is stored of it. */
function asBefore({ repeats }: Repeat, settled: readonly Settled[]): Settled {
  const before = repeats === null ? undefined : settled[repeats];
  return before === undefined || before === "stored" ? "repeated" : before;
}
