import { liveResponse } from "@/app/_shared/liveResponse";
import { withLook } from "@/app/support/lookAt";
import { findSupportMemberById, listGrantedInstances } from "@/lib/organizations/grants/support";
import { untilGrantEnds } from "@/lib/organizations/grants/untilGrantEnds";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";

/** Events of an instance as they are stored, for as long as the grant and the member are there. */
export function GET(
  request: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  return withLook(params, "live events", async ({ instance, granted, memberId }) => {
    const { database, now } = (await getServices()).organizations;
    const signal = untilGrantEnds({
      signal: request.signal,
      endsAt: new Date(granted.endsAt),
      now,
      async isStillGranted() {
        if ((await findSupportMemberById(database, memberId)) === null) return false;
        const open = await listGrantedInstances(database, now());
        return open.some(({ number, grantId }) => number === granted.number && grantId === granted.grantId);
      },
    });
    return liveResponse(request, instance, signal);
  });
}
