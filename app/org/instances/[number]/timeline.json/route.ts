import { notOpen } from "@/app/api/v1/instance/privateResponse";
import { timelineResponse } from "@/app/api/v1/instance/timelineResponse";
import { type NumberParams, readStored } from "../readLinked";

export const dynamic = "force-dynamic";

/** A page of what an instance of the organization sent. */
export async function GET(request: Request, { params }: { params: NumberParams }): Promise<Response> {
  const state = await readStored(params);
  return state === null ? notOpen() : timelineResponse(request, state.instance);
}
