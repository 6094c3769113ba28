import { isUtf8 } from "node:buffer";
import { refusalReasons } from "../http/reasons";
import type { Parsed } from "./parseJson";
import { errorObject, type Refusal, refuse } from "./refusal";

export { type Call, callOf } from "./calls";

/** A call as it crossed the wire, whoever received it: Node's server or a Next route handler. */
export interface WireRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** Content-Encoding, or undefined. */
  readonly contentEncoding: string | undefined;
  readonly contentType: string | undefined;
  /** Null where it was larger than the call's limit; it was not read to the end then. */
  readonly body: Uint8Array | null;
  /** See `clientAddress`; null where it is not known. */
  readonly address: string | null;
  /** The header Org-Key, a secret; undefined without one. */
  readonly orgKey?: string | undefined;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

const jsonHeaders = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
} as const;

/** 200 with a JSON object. */
export function accept(body: object): WireResponse {
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(body) };
}

/** The answer to a refused call: the reason's status and the engine's error object, plus `more`. */
export function answerRefusal(refusal: Refusal, retryAfterSeconds: number, more: object = {}): WireResponse {
  const { status } = refusalReasons[refusal.reason];
  const headers: Record<string, string> = { ...jsonHeaders };
  if (status === 429 || status === 503) headers["retry-after"] = String(retryAfterSeconds);
  if (status === 405) headers.allow = "POST";
  return { status, headers, body: JSON.stringify({ ...errorObject(refusal), ...more }) };
}

/** The body as text, or why it cannot be: too large, compressed, or not UTF-8. */
export function readText(request: WireRequest, limitBytes: number): Parsed<string> {
  const encoding = request.contentEncoding?.trim().toLowerCase();
  if (encoding !== undefined && encoding !== "" && encoding !== "identity") {
    return { ok: false, refusal: refuse("unsupported_encoding") };
  }
  if (request.body === null) {
    const message = `The body is larger than ${limitBytes / 1024} KiB`;
    return { ok: false, refusal: refuse("body_too_large", { message }) };
  }
  if (!isUtf8(request.body)) {
    return { ok: false, refusal: refuse("invalid_json", { message: "The body is not valid UTF-8" }) };
  }
  const text = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength).toString(
    "utf8",
  );
  return { ok: true, value: text };
}
