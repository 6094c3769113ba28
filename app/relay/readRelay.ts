import { notFound, redirect } from "next/navigation";
import type { RelayView } from "@/lib/relay/relayView";
import { getServices } from "@/lib/services";
import { goTo, readSession } from "../_shared/cookieSessions";
import { withForm } from "../_shared/forms";

/** This installation as a relay; null where it is none. */
export async function findRelay(): Promise<RelayView | null> {
  return (await getServices()).relay;
}

/** Whether the request is that of the relay's admin. Another token than the one that opened the session closes it. */
export async function isAdmin(relay: RelayView): Promise<boolean> {
  return (await readAdmin(relay)) !== null;
}

/** The session of the relay's admin; null without one. */
export async function readAdmin({ tokenHash }: RelayView) {
  const session = await readSession("relay");
  return session?.tokenHash === tokenHash ? session : null;
}

/** The relay, for a page of its admin: without a session it leads to the sign-in, and is nowhere where there is no relay. */
export async function requireRelay(): Promise<RelayView> {
  const relay = await findRelay();
  if (relay === null) notFound();
  if (!(await isAdmin(relay))) redirect("/relay");
  return relay;
}

/** Does what a form of a relay's page asks for. */
export function withRelayForm(
  request: Request,
  act: (relay: RelayView, form: URLSearchParams) => Response | Promise<Response>,
): Promise<Response> {
  return withForm(request, async (form) => {
    const relay = await findRelay();
    return relay === null ? new Response(null, { status: 404 }) : act(relay, form);
  });
}

/** The same for whoever is signed in; others are led to the sign-in. */
export function withAdminForm(
  request: Request,
  act: (relay: RelayView, form: URLSearchParams) => Response | Promise<Response>,
): Promise<Response> {
  return withRelayForm(request, async (relay, form) =>
    (await isAdmin(relay)) ? act(relay, form) : goTo("/relay"),
  );
}
