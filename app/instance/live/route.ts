import { liveResponse } from "@/app/_shared/liveResponse";
import { refused } from "@/app/_shared/privateResponse";
import { findOpenInstance } from "../readInstance";

export const dynamic = "force-dynamic";

/** Events of the session's instance as they are stored, as server-sent events. */
export async function GET(request: Request): Promise<Response> {
  const instance = await findOpenInstance();
  return instance === null ? refused("unknown_instance") : liveResponse(request, instance);
}
