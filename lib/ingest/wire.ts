import { isUtf8 } from "node:buffer";
import { encodingOf } from "./encoding";
import type { Parsed } from "./parseJson";
import { type Refusal, refuse } from "./refusal";

/** A call as it crossed the wire, whoever received it: Node's server or a Next route handler. */
export interface WireRequest {
  readonly method: string;
  /** Content-Encoding, or undefined. */
  readonly contentEncoding: string | undefined;
  readonly contentType: string | undefined;
  /**
   * Unpacked. Null where it was larger than the call's limit, and not read to the end then; `damaged` where it says that it
   * is gzip and is not.
   */
  readonly body: Uint8Array | null | "damaged";
  /** So much is being read already that the body is not. */
  readonly isOverBudget?: true;
  /** See `clientAddress`; null where it is not known. */
  readonly address: string | null;
  /** The header Org-Key, a secret; undefined without one. */
  readonly orgKey?: string | undefined;
  /** The header Access-Token, a secret; before engine 3.4 events have their instance ID there. */
  readonly accessToken?: string | undefined;
  /** Reads past the body of a call that looks at none, which `body` has nothing of; false where it was larger than the limit. */
  readonly readPast?: () => Promise<boolean>;
  /** See `relayPathOf`. */
  readonly relayPath?: readonly string[];
  /** The header Authorization, with a secret; undefined without one. */
  readonly authorization?: string | undefined;
}

/** The body as text, or why it cannot be: too large, packed in a way that is not read, or not UTF-8. */
export function readText(request: WireRequest, limitBytes: number): Parsed<string> {
  if (encodingOf(request.contentEncoding) === null)
    return { ok: false, refusal: refuse("unsupported_encoding") };
  if (request.body === "damaged") {
    return {
      ok: false,
      refusal: refuse("invalid_json", { message: "The body is not the gzip that it says it is" }),
    };
  }
  if (request.body === null) return { ok: false, refusal: tooLarge(limitBytes) };
  if (!isUtf8(request.body)) {
    return { ok: false, refusal: refuse("invalid_json", { message: "The body is not valid UTF-8" }) };
  }
  const text = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength).toString(
    "utf8",
  );
  return { ok: true, value: text };
}

/** What is said of a body that is larger than its limit. */
export function tooLarge(limitBytes: number): Refusal {
  return refuse("body_too_large", { message: `The body is larger than ${limitBytes / 1024} KiB` });
}
