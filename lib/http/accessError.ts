/** Why a call about an instance or an organization is not answered. Keys are what `code` says; the status is HTTP's. */
export const accessReasons = {
  invalid_request: { status: 400, text: "A parameter or a field of the body cannot be used" },
  unauthorized: { status: 401, text: "The instance ID is missing: Authorization: Bearer <instance ID>" },
  wrong_token: { status: 401, text: "The access token opens nothing: it is mistyped or revoked" },
  not_erasable: {
    status: 403,
    text: "The documentation's example instances belong to nobody and cannot be erased",
  },
  unknown_instance: { status: 404, text: "Nothing is open under this ID" },
  unknown_receipt: { status: 404, text: "No erasure has this identifier" },
  too_many_look_ups: { status: 429, text: "Too many look-ups that found nothing in a minute" },
  too_many_sign_ins: { status: 429, text: "Too many wrong access tokens in a minute" },
  too_many_watchers: { status: 503, text: "Too many watch live events at this moment" },
} as const satisfies Record<string, { status: number; text: string }>;

export type AccessReason = keyof typeof accessReasons;

/** The error object, as every call of this service answers it. */
export function accessError(reason: AccessReason, given: { message?: string; hint?: string } = {}) {
  const message = given.message ?? accessReasons[reason].text;
  return { code: reason, message, details: message, hint: given.hint ?? "" };
}
