import { refused } from "@/app/_shared/privateResponse";
import { timelineResponse } from "@/app/_shared/timelineResponse";
import { type NumberParams, openStored } from "../openLinked";

export const dynamic = "force-dynamic";

/** A page of what an instance of the organization sent. */
export async function GET(request: Request, { params }: { params: NumberParams }): Promise<Response> {
  const open = await openStored(params);
  return open === null ? refused("unknown_instance") : timelineResponse(request, open.instance);
}
