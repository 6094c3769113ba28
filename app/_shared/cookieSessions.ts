import { cookies as requestCookies, headers as requestHeaders } from "next/headers";
import { type CookieKind, cookieName, type SessionKind, setCookie } from "@/lib/http/cookies";
import { notForAll } from "@/lib/http/forAll";
import { formSectionOf } from "@/lib/http/formSections";
import { isOverTls } from "@/lib/http/isOverTls";
import { onSite } from "@/lib/http/onSite";
import type { Opened } from "@/lib/http/sealedSession";
import type { SealedKind, SessionContents } from "@/lib/http/sessions";
import { getServices } from "@/lib/services";

/** The request's cookie of this kind, as it was sent; undefined without one. */
export async function readCookie(kind: CookieKind): Promise<string | undefined> {
  notForAll();
  const { settings } = await getServices();
  const isSecure = isOverTls(await requestHeaders(), settings.publicUrl);
  return (await requestCookies()).get(cookieName(kind, isSecure))?.value;
}

/** The same, opened; null without one, and for one that is too old or not ours. It may have ended since. */
export async function openSealed<Kind extends SealedKind>(
  kind: Kind,
): Promise<Opened<SessionContents[Kind]> | null> {
  const { sessions } = await getServices();
  return sessions[kind].open(await readCookie(kind), new Date());
}

/** What the session of this kind holds; null without one, and once it has ended. */
export async function readSession<Kind extends SessionKind>(
  kind: Kind,
): Promise<SessionContents[Kind] | null> {
  const opened = await openSealed(kind);
  if (opened === null || (await (await getServices()).endedSessions.isEnded(opened.id))) return null;
  return opened.content;
}

/** Sends the reader on to a page. @param path of this service, or the address of another one */
export function goTo(path: string): Response {
  return new Response(null, { status: 303, headers: { location: onSite(path) } });
}

/**
 * Sends the reader on to a page, with a session of this kind from now on, or with null without one. The one before ends
 * everywhere: a copy of its cookie opens nothing any more.
 */
export async function goToWith<Kind extends SessionKind>(
  request: Request,
  path: string,
  kind: Kind,
  content: SessionContents[Kind] | null,
): Promise<Response> {
  const before = await openSealed(kind);
  if (before !== null) await (await getServices()).endedSessions.end(before);
  return withSealed(request, path, kind, content);
}

async function withSealed<Kind extends SealedKind>(
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
 * Sends the reader on to the page that shows a key or token that was just made: sealed in a cookie that lasts a minute,
 * for the session that made it, and that proxy.ts takes back with the answer.
 */
export async function goToMade(
  request: Request,
  made: Omit<SessionContents["made"], "sessionId">,
): Promise<Response> {
  const sessionId = await sessionIdAt(made.path);
  return sessionId === null
    ? goTo(made.path)
    : withSealed(request, made.path, "made", { ...made, sessionId });
}

/** What was just made for the page at `path`, by this session, this once; null for everybody else, and ever after. */
export async function readMade(path: string): Promise<SessionContents["made"] | null> {
  const opened = await openSealed("made");
  if (opened?.content.path !== path || opened.content.sessionId !== (await sessionIdAt(path))) return null;
  return (await (await getServices()).endedSessions.end(opened)) ? opened.content : null;
}

async function sessionIdAt(path: string): Promise<string | null> {
  const kind = formSectionOf(path)?.session ?? null;
  return kind === null ? null : ((await openSealed(kind))?.id ?? null);
}
