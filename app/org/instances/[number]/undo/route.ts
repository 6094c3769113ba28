import { goTo } from "@/app/_shared/cookieSessions";
import type { InPath } from "@/app/_shared/pageProps";
import { undoLinkedErasure } from "@/lib/organizations/links/undoLinkedErasure";
import { getServices } from "@/lib/services";
import { withLinkedForm } from "../openLinked";

/** Undoes the erasure of an instance of the organization, or takes its events again where they are refused. */
export function POST(request: Request, { params }: InPath<"number">): Promise<Response> {
  return withLinkedForm(request, params, async (_, { context, organizationId, linked, instance }) => {
    await undoLinkedErasure(context, { organizationId, number: linked.number });
    await (await getServices()).instances.erasuresChanged();
    return goTo(instance.base);
  });
}
