import type { InPath } from "@/app/_shared/pageProps";
import { refused } from "@/app/_shared/privateResponse";
import { timelineResponse } from "@/app/_shared/timelineResponse";
import { openStored } from "../openLinked";

/** A page of what an instance of the organization sent. */
export async function GET(request: Request, { params }: InPath<"number">): Promise<Response> {
  const open = await openStored(params);
  return open === null ? refused("unknown_instance") : timelineResponse(request, open.instance);
}
