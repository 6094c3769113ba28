/** How the bytes of a body stand for it; null for a way that is not read. */
export type BodyEncoding = "identity" | "gzip" | null;

/** What a Content-Encoding means. `x-gzip` is gzip's old name (RFC 9110). */
export function encodingOf(contentEncoding: string | undefined): BodyEncoding {
  switch (contentEncoding?.trim().toLowerCase() ?? "") {
    case "":
    case "identity":
      return "identity";
    case "gzip":
    case "x-gzip":
      return "gzip";
    default:
      return null;
  }
}
