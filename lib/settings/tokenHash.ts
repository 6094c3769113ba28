import { createHash, timingSafeEqual } from "node:crypto";

/** The hash under which a token that is configured is held: SHA-256, hexadecimal. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether a text is the token of this hash; takes the same time either way. */
export function isTokenOf(hash: string, text: string): boolean {
  return timingSafeEqual(Buffer.from(hashOfToken(text), "hex"), Buffer.from(hash, "hex"));
}
