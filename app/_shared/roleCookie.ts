import { NextResponse } from "next/server";
import { isOverTls } from "@/lib/http/isOverTls";
import { getServices } from "@/lib/services";

/** The cookie of a session, which only pages below `path` get. */
export interface RoleCookie {
  readonly name: string;
  readonly path: string;
  readonly seconds: number;
}

/** Sends the reader on to a page. */
export function goTo(path: string): NextResponse {
  return new NextResponse(null, { status: 303, headers: { location: path } });
}

/** Sends the reader on to the first page of a session, with what is sealed in it, or with null signed out. */
export async function goToStart(
  request: Request,
  { name, path, seconds }: RoleCookie,
  sealed: string | null,
): Promise<NextResponse> {
  const { settings } = await getServices();
  const response = goTo(path);
  response.cookies.set(name, sealed ?? "", {
    path,
    httpOnly: true,
    sameSite: "strict",
    secure: isOverTls(request.headers, settings.publicUrl),
    maxAge: sealed === null ? 0 : seconds,
  });
  return response;
}
