import type { InPath } from "@/app/_shared/pageProps";
import { timelineResponse } from "@/app/_shared/timelineResponse";
import { withOrganizationInstance } from "../../../withOrganizationInstance";

/** What one of the organization's instances sent, newest first, a page at a time. */
export async function GET(request: Request, { params }: InPath<"number">): Promise<Response> {
  return withOrganizationInstance(request, (await params).number, (instance) =>
    timelineResponse(request, instance),
  );
}
