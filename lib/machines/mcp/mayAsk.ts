const own = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a request may be answered by where it comes from. What is published anybody may read, pages of any site too. On a
 * private installation no page of another site may ask, whatever name it gave the address of this one; pages of the
 * reader's own machine may, and whatever is no browser.
 */
export function mayAsk(headers: Headers, { isPrivate }: { readonly isPrivate: boolean }): boolean {
  const origin = headers.get("origin");
  if (!isPrivate || origin === null) return true;
  return URL.canParse(origin) && own.test(new URL(origin).hostname);
}
