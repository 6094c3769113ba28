import { liveResponse } from "@/app/_shared/liveResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { untilSessionEnds } from "@/app/_shared/untilSessionEnds";
import { withLook } from "@/app/support/lookAt";
import { actors } from "@/lib/organizations/audit/actors";
import { findSupportMemberById } from "@/lib/organizations/support/findSupportMember";
import { findGrantedInstance } from "@/lib/organizations/support/listGrantedInstances";
import { getServices } from "@/lib/services";

/** Events of an instance as they are stored, for as long as the grant and the member are there. */
export function GET(request: Request, { params }: InPath<"number">): Promise<Response> {
  return withLook(params, "live events", async ({ instance, granted, memberId }) => {
    const { contextOf } = (await getServices()).organizations;
    const signal = await untilSessionEnds("support", {
      signal: request.signal,
      endsAt: new Date(granted.endsAt),
      async isStillGranted() {
        const context = contextOf(actors.somebody);
        if ((await findSupportMemberById(context, { memberId })) === null) return false;
        return (await findGrantedInstance(context, granted))?.grantId === granted.grantId;
      },
    });
    return liveResponse(request, instance, signal);
  });
}
