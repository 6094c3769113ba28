import { liveResponse } from "@/app/_shared/liveResponse";
import { notOpen } from "@/app/_shared/privateResponse";
import { untilGrantEnds } from "@/lib/organizations/grants/untilGrantEnds";
import { readOrganizationInstance } from "@/lib/organizations/instances/linkedInstances";
import { readErasure } from "@/lib/organizations/instances/readErasure";
import { findTokenById } from "@/lib/organizations/tokens/tokens";
import { getServices } from "@/lib/services";
import { type LinkedInstance, type NumberParams, readStored } from "../readLinked";

export const dynamic = "force-dynamic";

/** A browser comes back after this long, and is looked at like a new one. */
const longestMs = 3_600_000;

/** Events of an instance as they are stored, for as long as the session's token is valid and the instance is linked. */
export async function GET(request: Request, { params }: { params: NumberParams }): Promise<Response> {
  const state = await readStored(params);
  if (state === null) return notOpen();
  const { now } = (await getServices()).organizations;
  const signal = untilGrantEnds({
    signal: request.signal,
    endsAt: new Date(now().getTime() + longestMs),
    now,
    isStillGranted: () => isStillOpen(state),
  });
  return liveResponse(request, state.instance, signal);
}

async function isStillOpen({ holder, organization, linked }: LinkedInstance): Promise<boolean> {
  const { database } = (await getServices()).organizations;
  const [token, instance, erased] = await Promise.all([
    findTokenById(database, holder.tokenId),
    readOrganizationInstance(database, organization.id, linked.number),
    readErasure(database, linked.key),
  ]);
  return token !== null && instance !== null && erased?.kind !== "hidden";
}
