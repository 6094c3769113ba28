import { answering } from "@/app/_shared/answering";
import { bearerOf, clientOf } from "@/app/_shared/client";
import { refused } from "@/app/_shared/privateResponse";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";

/** Answers for the instance whose ID is the request's bearer token. A look-up of every call, and limited like one. */
export function withInstance(
  request: Request,
  answer: (instance: OpenInstance) => Promise<Response>,
): Promise<Response> {
  return answering(async () => {
    const token = bearerOf(request);
    if (token === null) return refused("unauthorized");
    const { instances, noteFailure } = await getServices();
    const found = await instances.lookUp(token, await clientOf(request));
    if (found.kind === "limited") noteFailure("/api/v1/instance", "limited");
    if (found.kind === "limited") return refused("too_many_look_ups", found);
    return found.kind === "notFound" ? refused("unknown_instance") : answer(found.instance);
  });
}
