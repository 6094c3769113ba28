import { notOpen } from "@/app/_shared/privateResponse";
import { timelineResponse } from "@/app/_shared/timelineResponse";
import { type NumberParams, readStored } from "../readLinked";

export const dynamic = "force-dynamic";

/** A page of what an instance of the organization sent. */
export async function GET(request: Request, { params }: { params: NumberParams }): Promise<Response> {
  const state = await readStored(params);
  return state === null ? notOpen() : timelineResponse(request, state.instance);
}
