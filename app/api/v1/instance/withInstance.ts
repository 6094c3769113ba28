import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { notOpen, refusedAccess } from "../../../_shared/privateResponse";

/** The token of `Authorization: Bearer <token>`; null without one. */
export function bearerOf(request: Request): string | null {
  return /^Bearer\s+(\S.*)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/** Answers for the instance whose ID is the request's bearer token. A look-up of every call, and limited like one. */
export async function withInstance(
  request: Request,
  answer: (instance: OpenInstance) => Promise<Response>,
): Promise<Response> {
  const token = bearerOf(request);
  if (token === null) return refusedAccess("unauthorized");
  const { instances, clientAddressHeader } = await getServices();
  const found = await instances.lookUp(token, request.headers.get(clientAddressHeader));
  if (found.kind === "limited") {
    return refusedAccess("too_many_look_ups", { retryAfterSeconds: found.retryAfterSeconds });
  }
  return found.kind === "notFound" ? notOpen() : answer(found.instance);
}
