import { notOpen } from "@/app/api/v1/instance/privateResponse";
import { timelineResponse } from "@/app/api/v1/instance/timelineResponse";
import { findOpenInstance } from "../session";

export const dynamic = "force-dynamic";

/** A page of what the session's instance sent. */
export async function GET(request: Request): Promise<Response> {
  const instance = await findOpenInstance();
  return instance === null ? notOpen() : timelineResponse(request, instance);
}
