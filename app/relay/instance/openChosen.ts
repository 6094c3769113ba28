import { redirect } from "next/navigation";
import { answering } from "@/app/_shared/answering";
import { refused } from "@/app/_shared/privateResponse";
import type { ShownInstance } from "@/components/instance/instance-frame";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import type { RelayView } from "@/lib/relay/relayView";
import { getServices } from "@/lib/services";
import { findRelay, readAdmin, requireRelay } from "../readRelay";

/** The instance that the relay's admin looks at, and the relay, which knows what of it left. */
export interface Chosen {
  readonly relay: RelayView;
  readonly instance: OpenInstance & ShownInstance;
}

/** For a page: where no instance is chosen, or nothing is stored of it, it leads to the form. */
export async function requireChosen(): Promise<Chosen> {
  const relay = await requireRelay();
  return (await findChosen(relay)) ?? redirect("/relay#instance");
}

/** The same for a call. */
export function withChosen(answer: (chosen: Chosen) => Promise<Response>): Promise<Response> {
  return answering(async () => {
    const relay = await findRelay();
    if (relay === null) return new Response(null, { status: 404 });
    const chosen = await findChosen(relay);
    return chosen === null ? refused("unknown_instance") : answer(chosen);
  });
}

async function findChosen(relay: RelayView): Promise<Chosen | null> {
  const instanceId = (await readAdmin(relay))?.instanceId;
  if (instanceId === undefined) return null;
  const instance = await (await getServices()).instances.find(instanceId);
  return instance && { relay, instance: { ...instance, base: "/relay/instance", viewer: "relay" } };
}
