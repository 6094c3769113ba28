import { type RefusalReason, refusalReasons } from "../http/reasons";

/**
 * A refused request or event. `message`, `details` and `hint` go back to the sender and never repeat a sent value.
 * `eventType` and `field` are names from the catalogue (or empty), so that refusals can be counted without
 * keeping anything that was sent.
 */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
  readonly details: string;
  readonly hint: string;
  readonly eventType: string;
  readonly field: string;
}

/** Makes a refusal; what is not given is empty, and the message defaults to the reason's own text. */
export function refuse(reason: RefusalReason, given: Partial<Omit<Refusal, "reason">> = {}): Refusal {
  return {
    reason,
    message: given.message ?? refusalReasons[reason].text,
    details: given.details ?? given.message ?? refusalReasons[reason].text,
    hint: given.hint ?? "",
    eventType: given.eventType ?? "",
    field: given.field ?? "",
  };
}

/** The engine's error object: all strings, `code` and `details` never empty, so that every engine reports a failure. */
export function errorObject(refusal: Refusal) {
  return {
    code: refusal.reason,
    message: refusal.message,
    details: refusal.details,
    hint: refusal.hint,
  };
}

/** A refusal on its way up. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}
