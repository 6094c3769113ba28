/** Carries a key or token that was just made, sealed, to the one page that shows it. */
export const madeSecretCookie = "dblab-made";

/** The Set-Cookie header with which the page at `path` lets a browser forget it. */
export function forgetMadeSecret(path: string): string {
  return `${madeSecretCookie}=; Path=${path.replaceAll(";", "%3B")}; Max-Age=0; HttpOnly; SameSite=Strict`;
}
