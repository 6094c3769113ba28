/**
 * Why a request or an event is refused. The keys are what `/status` counts and what `code` says in an answer;
 * the status is HTTP's. Declared once: the answers, the counts and the public page all read it from here.
 */
export const refusalReasons = {
  body_too_large: { status: 413, text: "The body, or the number of events in it, is larger than the limit" },
  unsupported_encoding: { status: 415, text: "The body is compressed; send it as it is" },
  invalid_json: { status: 400, text: "The body is not JSON in UTF-8" },
  hostile_json: { status: 400, text: "The JSON is deeper, longer or stranger than any engine sends" },
  invalid_request: { status: 400, text: "A part of the envelope is missing, unknown or wrong" },
  unknown_event_type: { status: 400, text: "The event type is not in the catalogue" },
  invalid_data: { status: 400, text: "A field of event_data is not as the catalogue declares it" },
  event_time_out_of_range: {
    status: 400,
    text: "event_time is in the future or older than raw events are kept",
  },
  unknown_org_key: { status: 401, text: "The Org-Key is not a valid key of an organization" },
  unknown_access_token: { status: 401, text: "The token is not a valid access token" },
  instance_of_another: { status: 409, text: "The instance is linked to another organization" },
  unknown_call: { status: 404, text: "A call that this service does not answer" },
  method_not_allowed: { status: 405, text: "Not a POST request" },
  rate_limited_instance: { status: 429, text: "Too many events of one instance in a minute" },
  rate_limited_address: { status: 429, text: "Too many events from one client address in a minute" },
  queue_full: { status: 503, text: "More events were waiting than the queue holds" },
  database_unavailable: { status: 503, text: "The database did not take the events in time" },
  internal: { status: 500, text: "A fault of this service" },
} as const satisfies Record<string, { status: number; text: string }>;

export type RefusalReason = keyof typeof refusalReasons;

/** Reasons that only calls of engines with a key or token meet: an event is never refused for its Org-Key. */
export const platformReasons: readonly RefusalReason[] = [
  "unknown_org_key",
  "unknown_access_token",
  "instance_of_another",
];
