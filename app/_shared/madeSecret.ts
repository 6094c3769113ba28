import { cookies } from "next/headers";
import { NextResponse } from "next/server";
import { isOverTls } from "@/lib/http/isOverTls";
import { madeSecretCookie } from "@/lib/http/madeSecretCookie";
import { type MadeSecretToShow, sessionSecondsOf } from "@/lib/organizations/tokens/organizationSession";
import { getServices } from "@/lib/services";

/**
 * Sends the reader on to the page that shows a key or token that was just made: sealed in a cookie that only that page
 * gets, for a minute, and that proxy.ts takes back with the answer.
 * @param made `path` is the page's path, without a query; `title` says whose it is, such as `key of Acme`
 */
export async function goToMade(request: Request, made: MadeSecretToShow): Promise<NextResponse> {
  const { organizations, settings } = await getServices();
  const response = new NextResponse(null, { status: 303, headers: { location: made.path } });
  response.cookies.set(madeSecretCookie, await organizations.sessions.made.seal(made, organizations.now()), {
    path: made.path,
    httpOnly: true,
    sameSite: "strict",
    secure: isOverTls(request.headers, settings.publicUrl),
    maxAge: sessionSecondsOf.made,
  });
  return response;
}

/** What was just made for the page at `path`; null where nothing was, and when the page is loaded again. */
export async function readMade(path: string): Promise<MadeSecretToShow | null> {
  const { organizations } = await getServices();
  const token = (await cookies()).get(madeSecretCookie)?.value;
  const made = await organizations.sessions.made.open(token, organizations.now());
  return made?.path === path ? made : null;
}
