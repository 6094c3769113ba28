import type { ShownInstance } from "@/components/instance/instance-frame";
import type { ErasureReceipt } from "@/lib/instances/erasure/receipt";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { answering } from "../_shared/answering";
import { readSession } from "../_shared/cookieSessions";
import { refused } from "../_shared/privateResponse";

/**
 * What the reader may see. `absent`: an ID was given and nothing is open under it; only the session that erased it has
 * the receipt, and nothing else tells why.
 */
export type InstanceState =
  | { readonly kind: "none" }
  | { readonly kind: "absent"; readonly receipt: ErasureReceipt | null }
  | { readonly kind: "open"; readonly instance: OpenInstance & ShownInstance };

export async function readInstance(): Promise<InstanceState> {
  const session = await readSession("instance");
  if (session === null) return { kind: "none" };
  const { instances } = await getServices();
  const instance = await instances.find(session.instanceId);
  if (instance !== null) {
    return { kind: "open", instance: { ...instance, base: "/instance", viewer: "owner" } };
  }
  const { receiptId } = session;
  return { kind: "absent", receipt: receiptId === undefined ? null : await instances.readReceipt(receiptId) };
}

/** The instance that the session opens; null without a session, and where nothing is there to look at. */
export async function findOpenInstance(): Promise<OpenInstance | null> {
  const session = await readSession("instance");
  return session === null ? null : (await getServices()).instances.find(session.instanceId);
}

/** Answers for the instance that the session opens. */
export function withOpenInstance(answer: (instance: OpenInstance) => Promise<Response>): Promise<Response> {
  return answering(async () => {
    const instance = await findOpenInstance();
    return instance === null ? refused("unknown_instance") : answer(instance);
  });
}
