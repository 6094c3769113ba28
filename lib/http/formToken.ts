import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Who a page with forms was sent to: a session, or before there is one a browser. */
export type FormHolder =
  | { readonly kind: "session"; readonly id: string }
  | { readonly kind: "browser"; readonly id: string };

/** What pages put into their forms, and what is looked for in the forms that arrive. */
export interface FormTokens {
  /** The token of the forms of a section (see `formSections`), for one holder. URL-safe. */
  make(section: string, holder: FormHolder): string;
  isOf(token: string | null, section: string, holder: FormHolder): boolean;
}

/**
 * Tokens that only this service can make: an HMAC over the section and the holder. Another site's page knows neither the
 * key nor the holder, and a token of one session, one browser or one section is none of another.
 * @param secret see `SESSION_SECRET`
 */
export function createFormTokens(secret: string): FormTokens {
  const key = createHash("sha256").update(`form\0${secret}`).digest();
  const make = (section: string, { kind, id }: FormHolder) =>
    createHmac("sha256", key).update(`${section}\0${kind}\0${id}`).digest("base64url");
  return {
    make,
    isOf(token, section, holder) {
      const [given, right] = [Buffer.from(token ?? ""), Buffer.from(make(section, holder))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

/** What a browser is known by before it has a session: random, and of no meaning elsewhere. */
export function newBrowserId(): string {
  return randomBytes(24).toString("base64url");
}

/** The browser of a cookie; null for what `newBrowserId` never made. */
export function readBrowserId(value: string | undefined): string | null {
  return value !== undefined && /^[\w-]{32}$/.test(value) ? value : null;
}
