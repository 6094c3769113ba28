import { z } from "zod";
import { refusalOf } from "../http/problems";
import type { UpstreamAnswer } from "./upstream";

/** What upstream said of an event. */
export type EventVerdict =
  | { readonly kind: "taken" }
  /** For good. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  /** For now; null where it does not say for how long. */
  | { readonly kind: "later"; readonly code: string; readonly afterSeconds: number | null };

/** What an answer to a batch means for the events in it. */
export type Verdict =
  /** One for each event. */
  | { readonly kind: "each"; readonly events: readonly EventVerdict[]; readonly words: string }
  | { readonly kind: "too large"; readonly words: string }
  /** Nothing was taken, and nothing is wrong with the events. */
  | { readonly kind: "later"; readonly words: string; readonly afterSeconds: number | null };

const Result = z.discriminatedUnion("status", [
  z.object({ status: z.enum(["accepted", "repeated"]) }),
  z.object({
    status: z.literal("refused"),
    code: z.string(),
    message: z.string(),
    retry_after: z.number().optional(),
  }),
]);

const BatchAnswer = z.object({ results: z.array(Result) });
const Problem = z.object({ code: z.string(), message: z.string() });

const longestWords = 200;

/**
 * Reads the answer to a batch. Only what upstream says of an event itself lets it be set aside: an answer that is none of
 * this service's, whatever its status, is an address that is wrong, and the events wait.
 */
export function readAnswer({ status, body, retryAfterSeconds }: UpstreamAnswer, events: number): Verdict {
  const document = parseJson(body);
  const batch = BatchAnswer.safeParse(document);
  if (batch.success && batch.data.results.length === events) {
    const verdicts = batch.data.results.map((result) => verdictOf(result, retryAfterSeconds));
    const taken = verdicts.filter(({ kind }) => kind === "taken").length;
    return { kind: "each", events: verdicts, words: `${status}: ${taken} of ${events} taken` };
  }
  const problem = Problem.safeParse(document);
  const words = problem.success
    ? `${status}: ${problem.data.message.slice(0, longestWords)}`
    : `${status}, not an answer of this service`;
  if (status === 413 && problem.success) return { kind: "too large", words };
  return { kind: "later", words, afterSeconds: retryAfterSeconds };
}

function verdictOf(result: z.output<typeof Result>, retryAfterSeconds: number | null): EventVerdict {
  if (result.status !== "refused") return { kind: "taken" };
  const { code, message, retry_after } = result;
  const declared = refusalOf(code);
  const afterSeconds = retry_after ?? declared?.retryAfterSeconds ?? null;
  const isForNow = afterSeconds !== null || (declared !== undefined && declared.status >= 500);
  if (!isForNow) return { kind: "refused", code, message };
  return { kind: "later", code, afterSeconds: retry_after ?? retryAfterSeconds ?? afterSeconds };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
