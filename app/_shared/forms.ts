import { cookies } from "@/lib/http/cookies";
import { isSameOrigin } from "@/lib/http/isSameOrigin";
import { readRequestBody } from "@/lib/http/readBody";
import type { SessionContents } from "@/lib/http/sessions";
import type { SignIn } from "@/lib/organizations/signIn/signIn";
import { getServices } from "@/lib/services";
import { clientOf } from "./client";
import { goTo, goToWith } from "./cookieSessions";
import { hasFormToken } from "./formToken";
import { refused } from "./privateResponse";
import { refuseForm } from "./refuseForm";

/** The largest is a grant for 500 instances, with its reason. */
const maximumFormBytes = 32_768;

/**
 * Does what a form of one of our own pages asks for. Refuses one of another site, one without the token of its page, and
 * one that is too large.
 */
export async function withForm(
  request: Request,
  act: (form: URLSearchParams) => Response | Promise<Response>,
): Promise<Response> {
  if (!isSameOrigin(request.headers)) return refuseForm(request);
  const body = await readRequestBody(request, maximumFormBytes);
  if (body === null) return refuseForm(request);
  const form = new URLSearchParams(Buffer.from(body).toString("utf8"));
  if (!(await hasFormToken(request, form))) return refuseForm(request);
  // No database keeps it, and no reader types it.
  if ([...form.values()].some((value) => value.includes("\0"))) return refused("invalid_parameter");
  try {
    return await act(form);
  } catch (error) {
    if (error instanceof Error && error.name === "DatabaseUnavailable") return sayAway();
    throw error;
  }
}

/** Nothing was done, and nothing is wrong with what was asked. */
function sayAway(): Response {
  return new Response("The database cannot do this now. Try again in a few seconds.\n", {
    status: 503,
    headers: { "content-type": "text/plain; charset=utf-8", "retry-after": "5", "cache-control": "no-store" },
  });
}

/** The kinds of people who sign in with a token, each to the pages below their cookie's path. */
type Role = "organization" | "support" | "operator" | "relay";

/** Signs in by the token of a form, and goes on to the first page: with a session, or with what is wrong. */
export function answerSignIn<Kind extends Role, Who>(
  request: Request,
  kind: Kind,
  signIn: (token: string, client: string | null) => Promise<SignIn<Who>>,
  contentOf: (who: Who) => SessionContents[Kind],
): Promise<Response> {
  const { path } = cookies[kind];
  return withForm(request, async (form) => {
    const signedIn = await signIn((form.get("token") ?? "").trim(), await clientOf(request));
    if (signedIn.kind !== "ok") (await getServices()).noteFailure(path, signedIn.kind);
    const to = kind === "organization" && form.get("to") === "usage" ? "usage" : null;
    const again = to === null ? "" : `&to=${to}`;
    if (signedIn.kind === "limited") return goTo(`${path}?wait=${signedIn.retryAfterSeconds}${again}`);
    if (signedIn.kind === "wrong") return goTo(`${path}?wrong=1${again}`);
    const page = to === null ? path : `${path}/${to}`;
    return goToWith(request, page, kind, contentOf(signedIn.who));
  });
}

/** Ends a session. */
export function answerSignOut(request: Request, kind: Role | "instance"): Promise<Response> {
  return withForm(request, () => goToWith(request, cookies[kind].path, kind, null));
}
