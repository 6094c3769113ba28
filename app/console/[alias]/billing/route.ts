import { goTo } from "@/app/_shared/cookieSessions";
import type { InPath } from "@/app/_shared/pageProps";
import { getServices } from "@/lib/services";

/**
 * `/console/<alias>/billing`: where engines send whoever asks for billing. It leads to the usage of the organization that
 * signs in, and says of no alias whether there is one. A relay has no organizations: the service upstream has.
 */
export async function GET(_: Request, { params }: InPath<"alias">): Promise<Response> {
  const { relay } = await getServices();
  if (relay === null) return goTo("/org?to=usage");
  return goTo(`${relay.address}/console/${encodeURIComponent((await params).alias)}/billing`);
}
