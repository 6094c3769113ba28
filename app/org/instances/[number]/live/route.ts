import { liveResponse } from "@/app/_shared/liveResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { refused } from "@/app/_shared/privateResponse";
import { untilSessionEnds } from "@/app/_shared/untilSessionEnds";
import { readErasure } from "@/lib/instances/erasure/readErasure";
import { readLinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import { findTokenById } from "@/lib/organizations/tokens/findToken";
import { type OpenLinked, openStored } from "../openLinked";

/** Events of an instance as they are stored, for as long as the session's token is valid and the instance is linked. */
export async function GET(request: Request, { params }: InPath<"number">): Promise<Response> {
  const open = await openStored(params);
  if (open === null) return refused("unknown_instance");
  const isStillGranted = () => isStillOpen(open);
  const signal = await untilSessionEnds("organization", { signal: request.signal, isStillGranted });
  return liveResponse(request, open.instance, signal);
}

async function isStillOpen({ shown, context, organizationId, linked }: OpenLinked): Promise<boolean> {
  const [token, instance, erased] = await Promise.all([
    findTokenById(context, shown.holder),
    readLinkedInstance(context, { organizationId, number: linked.number }),
    readErasure(context, linked),
  ]);
  return token !== null && instance !== null && erased?.kind !== "hidden";
}
