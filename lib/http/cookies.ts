import { onSite } from "./onSite";
/** A cookie of this service. Scripts cannot read it, and no other site's page makes a browser send it. */
export interface Cookie {
  readonly name: string;
  /** What it is for, in a sentence for readers. */
  readonly purpose: string;
  /** Over plain HTTP only pages at and below it get the cookie, over TLS all of this host; null where that is another page each time. */
  readonly path: string | null;
  /** Those pages in words, where there is no path. */
  readonly pages?: string;
  readonly maximumAgeSeconds: number;
}

const hour = 3600;

/** Every cookie that this service sets. There is no other: the tests of roles refuse one. */
export const cookies = {
  instance: {
    name: "dblab-instance",
    purpose: "Holds the instance ID that you looked up, so that its pages stay open.",
    path: "/instance",
    maximumAgeSeconds: 12 * hour,
  },
  organization: {
    name: "dblab-organization",
    purpose: "Says with which access token you signed in to an organization's pages.",
    path: "/org",
    maximumAgeSeconds: 12 * hour,
  },
  support: {
    name: "dblab-support",
    purpose: "Says which member of support is signed in.",
    path: "/support",
    maximumAgeSeconds: 8 * hour,
  },
  operator: {
    name: "dblab-operator",
    purpose: "Says that the operator is signed in.",
    path: "/operator",
    maximumAgeSeconds: 4 * hour,
  },
  relay: {
    name: "dblab-relay",
    purpose: "On a relay: says that its admin is signed in.",
    path: "/relay",
    maximumAgeSeconds: 4 * hour,
  },
  made: {
    name: "dblab-made",
    purpose: "Carries a key or token that was just made to the one page that shows it, which takes it back.",
    path: null,
    pages: "The one page that shows it",
    maximumAgeSeconds: 60,
  },
  form: {
    name: "dblab-form",
    purpose:
      "Ties the forms of a page to the browser that the page was sent to: no other site can send them.",
    path: null,
    pages: "The pages with forms",
    maximumAgeSeconds: 12 * hour,
  },
} as const satisfies Record<string, Cookie>;

export type CookieKind = keyof typeof cookies;

/** Cookies that say who somebody is, until they sign out. */
export type SessionKind = Exclude<CookieKind, "made" | "form">;

/** Over TLS browsers take a cookie of this name from nobody else: no sibling site, and no page over plain HTTP. */
const hostPrefix = "__Host-";

/** The name of a cookie as browsers have it. @param isSecure whether the reader's connection is TLS; see `isOverTls` */
export function cookieName(kind: CookieKind, isSecure: boolean): string {
  return (isSecure ? hostPrefix : "") + cookies[kind].name;
}

/**
 * The `Set-Cookie` header that makes a browser keep a cookie, or with null forget it.
 * @param value of URL-safe characters
 * @param page where it goes, for a cookie without a path of its own
 */
export function setCookie(
  kind: CookieKind,
  value: string | null,
  { page = "/", isSecure }: { readonly page?: string; readonly isSecure: boolean },
): string {
  const { path, maximumAgeSeconds } = cookies[kind];
  // What browsers ask of a name with that prefix: the whole host's.
  const sentTo = isSecure ? "/" : onSite(path ?? page);
  return [
    `${cookieName(kind, isSecure)}=${value ?? ""}`,
    `Path=${sentTo.replaceAll(";", "%3B")}`,
    `Max-Age=${value === null ? 0 : maximumAgeSeconds}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(isSecure ? ["Secure"] : []),
  ].join("; ");
}
