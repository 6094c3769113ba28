import { refused } from "@/app/_shared/privateResponse";
import { timelineResponse } from "@/app/_shared/timelineResponse";
import { findOpenInstance } from "../readInstance";

export const dynamic = "force-dynamic";

/** A page of what the session's instance sent. */
export async function GET(request: Request): Promise<Response> {
  const instance = await findOpenInstance();
  return instance === null ? refused("unknown_instance") : timelineResponse(request, instance);
}
