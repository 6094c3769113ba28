import { timelineResponse } from "@/app/_shared/timelineResponse";
import { withOrganizationInstance } from "../../../withOrganizationInstance";

export const dynamic = "force-dynamic";

/** What one of the organization's instances sent, newest first, a page at a time. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  return withOrganizationInstance(request, (await params).number, (instance) =>
    timelineResponse(request, instance),
  );
}
