import type { CallHeader } from "./engineCall";

/** What is the same of all calls of the CI observer: we keep nothing of them. */
export const nothingKept = "Nothing.";

/** What stays of a call of the observer. */
export const onlyCounted =
  "One more in a count of such calls by day. Its body is read past and thrown away as it comes, never parsed, stored or logged; the headers are not kept either.";

export const observerOff =
  "Do not use the CI observer: only dblab clone start-observation, or the API it calls, starts a session.";

export const sessionHeader: CallHeader = {
  name: "X-PGAI-Session-ID",
  what: "The session, by the number that dblab_session_start was answered.",
  kept: nothingKept,
  example: "1",
};

/** How PostgREST is to take the body, which the platform was built on. */
export function preferHeader(example: string): CallHeader {
  return { name: "Prefer", what: "How the body is to be taken.", kept: nothingKept, example };
}

export function contentTypeHeader(example: string): CallHeader {
  return { name: "Content-Type", what: "The form of the body.", kept: nothingKept, example };
}

/** Of a log or an artifact. */
export const uploadLimitBytes = 256 * 1024 * 1024;
