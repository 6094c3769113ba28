import { type AccessReason, accessError, accessReasons } from "@/lib/http/accessError";

/** What is answered about one instance is for whoever asked, and for nobody in between. */
export const privateHeaders = {
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** `200`, or another status, with JSON. */
export function privateJson(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: privateHeaders });
}

/** The error object of a reason with its status. */
export function refusedAccess(
  reason: AccessReason,
  { retryAfterSeconds, ...words }: { message?: string; hint?: string; retryAfterSeconds?: number } = {},
): Response {
  const { status } = accessReasons[reason];
  return Response.json(accessError(reason, words), {
    status,
    headers: {
      ...privateHeaders,
      ...(status === 401 ? { "www-authenticate": 'Bearer realm="instance"' } : {}),
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
  });
}

/** Unknown, erased and malformed IDs, and sessions without an instance: all the same. */
export function notOpen(): Response {
  return refusedAccess("unknown_instance", {
    hint: "An ID opens with the first event that its engine sends; where it is found is said at /instance",
  });
}
