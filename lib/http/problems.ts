import { basePath, onSite } from "./onSite";

/** What can be wrong with a request. */
export interface ProblemDeclaration {
  /** HTTP's. */
  readonly status: number;
  /** In words, without the full stop; an answer can be more exact. */
  readonly text: string;
  /** Where to read on, or what to do. */
  readonly hint?: string;
  /** What `code` says in the answer, where that is not the problem's name. */
  readonly code?: string;
  /** After how many seconds another try makes sense where that is not known better; without it none does. */
  readonly retryAfterSeconds?: number;
  /** What HTTP wants beside the status. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a call of an engine, or an event in it, is refused. `/status` counts them by these names, which are stored. */
export const refusalReasons = {
  body_too_large: { status: 413, text: "The body, or the number of events in it, is larger than the limit" },
  unsupported_encoding: {
    status: 415,
    text: "The body is packed in a way that is not read; send it as it is, or as gzip",
    headers: { "accept-encoding": "gzip" },
  },
  invalid_json: { status: 400, text: "The body is not JSON in UTF-8" },
  hostile_json: { status: 400, text: "The JSON is too deep or too large" },
  invalid_request: { status: 400, text: "A part of the envelope is missing, unknown or wrong" },
  unknown_event_type: { status: 400, text: "The event type is not in the catalogue" },
  invalid_data: { status: 400, text: "A field of event_data is not as the catalogue declares it" },
  event_time_out_of_range: {
    status: 400,
    text: "event_time is in the future or older than raw events are kept",
  },
  unknown_org_key: { status: 401, text: "The Org-Key is not a valid key of an organization" },
  unknown_access_token: { status: 401, text: "The token is not a valid access token" },
  unknown_sender: {
    status: 401,
    text: "The token is not one of a sender that is trusted",
    hint: "Without Authorization events are taken as anybody's; the operator makes a token (npm run admin -- sender issue), or an organization at /org/tokens",
    headers: { "www-authenticate": 'Bearer realm="sender"' },
  },
  without_key: {
    status: 403,
    text: "Too many events in a minute that name the instance and come without its organization's key",
    hint: "An engine whose key has ended needs a new one; events with a valid key are taken as ever",
  },
  instance_of_another: { status: 409, text: "The instance is linked to another organization" },
  unknown_call: { status: 404, text: "A call that this service does not answer" },
  method_not_allowed: { status: 405, text: "Not a POST request", headers: { allow: "POST" } },
  rate_limited_instance: {
    status: 429,
    text: "Too many events of one instance in a minute",
    retryAfterSeconds: 5,
  },
  rate_limited_address: {
    status: 429,
    text: "Too many events from one client address in a minute",
    retryAfterSeconds: 5,
  },
  rate_limited_calls: {
    status: 429,
    text: "Too many calls of one instance, or with one key or token, in a minute",
    retryAfterSeconds: 5,
  },
  too_many_new_instances: {
    status: 429,
    text: "Too many instances that were never seen before from one client network in a day (UTC)",
    hint: "Instances that are known are taken as ever; a relay or an importer needs a sender's token",
    retryAfterSeconds: 3_600,
  },
  queue_full: {
    status: 503,
    text: "More events were waiting than the queue holds",
    hint: "Try again in a few seconds",
    retryAfterSeconds: 5,
  },
  database_unavailable: {
    status: 503,
    text: "The database did not take the events in time",
    hint: "Try again in a few seconds; nothing has to be changed",
    retryAfterSeconds: 5,
  },
  upstream_unavailable: {
    status: 503,
    text: "This service is a relay, and the service behind it did not answer in time",
    hint: "Try again in a few seconds; nothing has to be changed",
    retryAfterSeconds: 5,
  },
  relay_loop: {
    status: 508,
    text: "This service is a relay, and the request came through it before: RELAY_TO leads in a circle",
    hint: "Set RELAY_TO to the service itself; what waits in the relays leaves then",
  },
  internal: { status: 500, text: "A fault of this service" },
} as const satisfies Record<string, ProblemDeclaration>;

const askForInstanceId = { "www-authenticate": 'Bearer realm="instance"' };
const askForAccessToken = { "www-authenticate": 'Bearer realm="organization"' };

/** Everything that can be wrong, declared once: answers, pages, counts and the API's document are made from it. */
export const problems = {
  ...refusalReasons,
  invalid_parameter: {
    code: "invalid_request",
    status: 400,
    text: "A parameter or a field of the body cannot be used",
  },
  unauthorized: {
    status: 401,
    text: "The instance ID is missing: Authorization: Bearer <instance ID>",
    headers: askForInstanceId,
  },
  no_access_token: {
    code: "unauthorized",
    status: 401,
    text: "The access token is missing: Authorization: Bearer <access token>",
    headers: askForAccessToken,
  },
  not_signed_in: {
    code: "unauthorized",
    status: 401,
    text: "Nobody is signed in",
    hint: `Sign in with an access token at ${onSite("/org")}`,
  },
  wrong_token: {
    status: 401,
    text: "The access token opens nothing: it is mistyped or revoked",
    headers: askForAccessToken,
  },
  not_erasable: {
    status: 403,
    text: "The documentation's example instances belong to nobody and cannot be erased",
  },
  unknown_instance: {
    status: 404,
    text: "Nothing is open under this ID",
    hint: `An ID opens with the first event that its engine sends; where it is found is said at ${onSite("/instance")}`,
  },
  unknown_number: {
    code: "unknown_instance",
    status: 404,
    text: "The organization has no instance of this number, or it is erased",
  },
  not_granted: { code: "unknown_instance", status: 404, text: "No grant opens an instance of this number" },
  unknown_receipt: { status: 404, text: "No erasure has this identifier" },
  unknown_page: { status: 404, text: "No page that anybody may read has this address" },
  unknown_statistic: { status: 404, text: "No statistic has this key" },
  unknown_release: { status: 404, text: "No release has this name, or it has no such file" },
  unknown_log_part: { status: 404, text: "The log has no such part, or not so much of it yet" },
  unsatisfiable_range: { status: 416, text: "The file is shorter than the range that is asked for" },
  unknown_schema: {
    code: "unknown_event_type",
    status: 404,
    text: refusalReasons.unknown_event_type.text,
  },
  too_many_look_ups: {
    status: 429,
    text: "Too many look-ups that found nothing in a minute",
    retryAfterSeconds: 60,
  },
  too_many_sign_ins: { status: 429, text: "Too many wrong access tokens in a minute", retryAfterSeconds: 60 },
  too_many_watchers: {
    status: 503,
    text: "Too many watch live events at this moment",
    retryAfterSeconds: 10,
  },
  too_many_pictures: {
    status: 503,
    text: "Too many pictures wait to be drawn at this moment",
    hint: "The SVG of the same view is answered at once",
    retryAfterSeconds: 5,
  },
  too_many_pages: {
    status: 503,
    text: "Too many pages are asked for at this moment",
    hint: "Try again in a few seconds",
    retryAfterSeconds: 2,
  },
  no_pages: {
    status: 503,
    text: "The pages are not there at this moment",
    hint: "They start again by themselves; events of engines are taken all the same",
    retryAfterSeconds: 5,
  },
  outside: {
    code: "unknown_call",
    status: 404,
    text: "Nothing is at this address",
    hint: `This service is published below ${basePath}`,
  },
  stopping: {
    code: "unavailable",
    status: 503,
    text: "This process is about to stop",
    hint: "Another one, or its successor, answers",
    retryAfterSeconds: 5,
  },
  no_database: {
    code: "database_unavailable",
    status: 503,
    text: "The database did not answer in time",
    retryAfterSeconds: 5,
  },
  unknown_method: {
    code: "method_not_allowed",
    status: 405,
    text: "No page and no call is asked for with this method",
    headers: { allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" },
  },
  unreadable_target: {
    code: "invalid_request",
    status: 400,
    text: "The address is not a path, or not in UTF-8",
  },
  // What Node's parser could not read; there is no request to answer yet.
  not_http: { code: "invalid_request", status: 400, text: "400 Bad Request" },
  no_tunnel: {
    code: "method_not_allowed",
    status: 405,
    text: "405 Method Not Allowed",
    headers: { allow: "GET, HEAD, POST" },
  },
  too_slow: { code: "invalid_request", status: 408, text: "408 Request Timeout" },
  headers_too_large: {
    code: "invalid_request",
    status: 431,
    text: "431 Request Header Fields Too Large",
  },
} as const satisfies Record<string, ProblemDeclaration>;

export type RefusalReason = keyof typeof refusalReasons;
export type ProblemName = keyof typeof problems;

/** A problem as it is met. Nothing in it repeats what was sent. */
export interface Problem {
  readonly reason: ProblemName;
  readonly message: string;
  readonly details: string;
  readonly hint: string;
  /** Null where another try is answered alike. */
  readonly retryAfterSeconds: number | null;
}

/** What is known better than the declaration says. */
export interface ProblemWords {
  readonly message?: string;
  readonly hint?: string;
  readonly retryAfterSeconds?: number;
}

/** A problem, with what the declaration says where it is not said better. */
export function problem(reason: ProblemName, words: ProblemWords = {}): Problem {
  const declared = declarationOf(reason);
  const message = words.message ?? declared.text;
  return {
    reason,
    message,
    details: message,
    hint: words.hint ?? declared.hint ?? "",
    retryAfterSeconds: words.retryAfterSeconds ?? declared.retryAfterSeconds ?? null,
  };
}

/** What is declared of a problem. */
export function declarationOf(reason: ProblemName): ProblemDeclaration {
  return problems[reason];
}

const declaredRefusals = new Map<string, ProblemDeclaration>(Object.entries(refusalReasons));

/** What is declared of a stored reason; undefined for one of an older version of this service. */
export function refusalOf(reason: string): ProblemDeclaration | undefined {
  return declaredRefusals.get(reason);
}

/** What an answer calls a problem. */
export function codeOf(reason: ProblemName): string {
  return declarationOf(reason).code ?? reason;
}

/** The engine's error object: all strings, `code` and `details` never empty, so that every engine reports a failure. */
export function errorObject({ reason, message, details, hint }: Problem) {
  return { code: codeOf(reason), message, details, hint };
}
