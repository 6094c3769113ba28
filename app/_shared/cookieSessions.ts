import { cookies as requestCookies } from "next/headers";
import { cookies, setCookie } from "@/lib/http/cookies";
import { isOverTls } from "@/lib/http/isOverTls";
import type { Opened } from "@/lib/http/sealedSession";
import type { SealedKind, SessionContents } from "@/lib/http/sessions";
import { getServices } from "@/lib/services";

/** The request's cookie of this kind, opened; null without one, and for one that is too old or not ours. */
export async function openSealed<Kind extends SealedKind>(
  kind: Kind,
): Promise<Opened<SessionContents[Kind]> | null> {
  const { sessions } = await getServices();
  return sessions[kind].open((await requestCookies()).get(cookies[kind].name)?.value, new Date());
}

/** What the request's cookie of this kind holds. */
export async function readSession<Kind extends SealedKind>(
  kind: Kind,
): Promise<SessionContents[Kind] | null> {
  return (await openSealed(kind))?.content ?? null;
}

/** Sends the reader on to a page. */
export function goTo(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}

/** Sends the reader on to a page, with a session of this kind from now on, or with null without one. */
export async function goToWith<Kind extends SealedKind>(
  request: Request,
  path: string,
  kind: Kind,
  content: SessionContents[Kind] | null,
): Promise<Response> {
  const { sessions, settings } = await getServices();
  const sealed = content === null ? null : await sessions[kind].seal(content, new Date());
  const isSecure = isOverTls(request.headers, settings.publicUrl);
  const response = goTo(path);
  response.headers.set("set-cookie", setCookie(kind, sealed, { page: path, isSecure }));
  return response;
}

/**
 * Sends the reader on to the page that shows a key or token that was just made: sealed in a cookie that only that page
 * gets, for a minute, and that proxy.ts takes back with the answer.
 */
export function goToMade(request: Request, made: SessionContents["made"]): Promise<Response> {
  return goToWith(request, made.path, "made", made);
}

/** What was just made for the page at `path`; null where nothing was, and when the page is loaded again. */
export async function readMade(path: string): Promise<SessionContents["made"] | null> {
  const made = await readSession("made");
  return made?.path === path ? made : null;
}
