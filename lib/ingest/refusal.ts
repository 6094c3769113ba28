import { type Problem, type ProblemWords, problem, type RefusalReason } from "../http/problems";

/**
 * A refused request or event. `eventType` and `field` are names from the catalogue (or empty), so that refusals can be
 * counted without keeping anything that was sent.
 */
export interface Refusal extends Problem {
  readonly reason: RefusalReason;
  readonly eventType: string;
  readonly field: string;
}

/** Makes a refusal. */
export function refuse(
  reason: RefusalReason,
  { eventType = "", field = "", ...words }: ProblemWords & Partial<Pick<Refusal, "eventType" | "field">> = {},
): Refusal {
  return { ...problem(reason, words), reason, eventType, field };
}

/** A refusal on its way up. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}
