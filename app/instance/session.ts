import { cookies } from "next/headers";
import { NextResponse } from "next/server";
import { isOverTls } from "@/lib/http/isOverTls";
import { isSameOrigin } from "@/lib/http/isSameOrigin";
import { readLimited } from "@/lib/ingest/readLimited";
import { type InstanceSession, sessionSeconds } from "@/lib/instances/lookUp/instanceSession";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices, type Services } from "@/lib/services";

const cookieName = "dblab-instance";
const cookiePath = "/instance";
const maximumFormBytes = 4096;

/** The session of the request that is being answered; null without one. */
export async function readSession(): Promise<InstanceSession | null> {
  const { instances } = await getServices();
  return instances.sessions.open((await cookies()).get(cookieName)?.value, new Date());
}

/** The instance that the session opens; null without a session, and where nothing is there to look at. */
export async function findOpenInstance(): Promise<OpenInstance | null> {
  const session = await readSession();
  if (session === null) return null;
  const { instances } = await getServices();
  return instances.find(session.instanceId);
}

/** Who asks, as failed look-ups are counted. */
export function clientOf(request: Request, { clientAddressHeader }: Services): string | null {
  return request.headers.get(clientAddressHeader);
}

/** The fields of a form that one of our own pages sent; null for a form of another site, or one that is too large. */
export async function readForm(request: Request): Promise<URLSearchParams | null> {
  if (!isSameOrigin(request.headers)) return null;
  const body = await readLimited(request.body, maximumFormBytes);
  return body === null ? null : new URLSearchParams(Buffer.from(body).toString("utf8"));
}

/** Sends the reader on to a page, with the session as it is from now on: `undefined` leaves it, `null` ends it. */
export async function goTo(
  request: Request,
  path: string,
  session?: InstanceSession | null,
): Promise<NextResponse> {
  const response = new NextResponse(null, { status: 303, headers: { location: path } });
  if (session === undefined) return response;
  const { instances, settings } = await getServices();
  const value = session === null ? "" : await instances.sessions.seal(session, new Date());
  response.cookies.set(cookieName, value, {
    path: cookiePath,
    httpOnly: true,
    sameSite: "strict",
    secure: isOverTls(request.headers, settings.publicUrl),
    maxAge: session === null ? 0 : sessionSeconds,
  });
  return response;
}

/** The answer to a form that is not one of ours. */
export function refuseForm(): NextResponse {
  return new NextResponse("This form was not sent by a page of this service.\n", {
    status: 403,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}
