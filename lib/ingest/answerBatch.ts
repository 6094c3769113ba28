import { type Answer, answerJson, answerProblem } from "../http/answerProblem";
import { errorObject } from "../http/problems";
import type { Outcome } from "./commitQueue";
import type { EventRow } from "./keepEvent";
import { type Refusal, refuse } from "./refusal";

/** An event to store. The clear instance ID is for linking, and is stored only where an organization's key came with it. */
export interface ReadRow {
  readonly row: EventRow;
  readonly instanceId: string;
}

/** One event of a call after reading: a row to store, or a refusal. */
export type ReadResult = ReadRow | Refusal;

/**
 * The answer to `/api/v1/events`: what became of each event, in the order sent, with counts. 200 as soon as one event
 * is stored (or was before); otherwise the status and error object of the first refusal.
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
      return { status: "refused", ...errorObject(result) };
    }),
  };
  const [first] = refused;
  const response =
    first === undefined || refused.length < settled.length ? answerJson(body) : answerProblem(first, body);
  return { response, refusals: refused };
}

function settle(
  read: readonly ReadResult[],
  submitted: readonly Outcome[] | Refusal,
): readonly ("stored" | "repeated" | Refusal)[] {
  let next = 0;
  return read.map((result) => {
    if ("reason" in result) return result;
    if ("reason" in submitted) return submitted;
    const outcome = submitted[next++];
    return outcome === "stored" || outcome === "repeated" ? outcome : refuse("internal");
  });
}
