import { notFound, redirect } from "next/navigation";
import type { ShownInstance } from "@/components/instance/instance-frame";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { readOrganizationInstance } from "@/lib/organizations/instances/linkedInstances";
import { type Erased, readErasure } from "@/lib/organizations/instances/readErasure";
import type { OrganizationInstance } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { type OpenOrganization, readOrganization } from "../../readOrganization";

/** The parameters of a route about an instance of the organization. */
export type NumberParams = Promise<{ number: string }>;

/** An instance of the session's organization. */
export interface LinkedInstance extends OpenOrganization {
  readonly linked: OrganizationInstance;
  readonly erased: Erased | null;
  readonly instance: OpenInstance & ShownInstance;
}

/** What the session opens under a number. `absent`: another organization's instance, or none. */
export async function readLinked(
  params: NumberParams,
): Promise<LinkedInstance | { readonly kind: "none" } | { readonly kind: "absent" }> {
  const state = await readOrganization();
  if (state.kind !== "open") return state;
  const { number } = await params;
  const { database } = (await getServices()).organizations;
  const linked = /^\d{1,9}$/.test(number)
    ? await readOrganizationInstance(database, state.organization.id, Number(number))
    : null;
  if (linked === null) return { kind: "absent" };
  const { instanceId, key } = linked;
  return {
    ...state,
    linked,
    erased: await readErasure(database, key),
    instance: { instanceId, key, isExample: false, base: baseOf(linked), viewer: "organization" },
  };
}

/** The same for a page: without a session it leads to the sign-in, and there is none about an absent instance. */
export async function findLinked(params: NumberParams): Promise<LinkedInstance> {
  const state = await readLinked(params);
  if (state.kind === "none") redirect("/org");
  if (state.kind === "absent") notFound();
  return state;
}

/** The same for a page about what is stored: of an erased instance only the first page is there. */
export async function findStored(params: NumberParams): Promise<LinkedInstance> {
  const state = await findLinked(params);
  if (state.erased?.kind === "hidden") redirect(state.instance.base);
  return state;
}

/** For a call: null where nothing is open, whatever the reason. */
export async function readStored(params: NumberParams): Promise<LinkedInstance | null> {
  const state = await readLinked(params);
  return state.kind === "open" && state.erased?.kind !== "hidden" ? state : null;
}

/** What the addresses of an instance's pages begin with. */
export function baseOf({ number }: Pick<OrganizationInstance, "number">): string {
  return `/org/instances/${number}`;
}
