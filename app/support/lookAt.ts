import { notFound, redirect } from "next/navigation";
import type { InPath } from "@/app/_shared/pageProps";
import { refused } from "@/app/_shared/privateResponse";
import type { ShownInstance } from "@/components/instance/instance-frame";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import {
  type GrantedInstance,
  placeOfGranted,
  readPlace,
} from "@/lib/organizations/support/listGrantedInstances";
import { lookAsSupport } from "@/lib/organizations/support/lookAsSupport";
import { openSupport } from "./openSupport";

/** What is looked at, as the organization's log says it. */
export type SupportView = "Now" | "Events" | "Statistics" | "live events" | "a page of events";

/** An instance that a grant opens to the member who is signed in; the look is written down by then. */
export interface SupportLook {
  readonly granted: GrantedInstance;
  readonly memberId: string;
  readonly instance: OpenInstance & ShownInstance;
}

type Look =
  | { readonly kind: "signed out" }
  | { readonly kind: "closed" }
  | ({ readonly kind: "open" } & SupportLook);

/** Numbers are an organization's own: an address names both, as `acme.12`. */
async function look(place: string, view: SupportView): Promise<Look> {
  const open = await openSupport();
  if (open === null) return { kind: "signed out" };
  const named = readPlace(place);
  const granted = named === null ? null : await lookAsSupport(open.context, { ...named, view });
  if (granted === null) return { kind: "closed" };
  const { instanceId, key } = granted;
  const base = `/support/instances/${placeOfGranted(granted)}`;
  return {
    kind: "open",
    granted,
    memberId: open.member.id,
    instance: { instanceId, key, isExample: false, base, viewer: "support" },
  };
}

/** For a page. Who is not signed in is sent to the sign-in; what no grant opens is not there. */
export async function lookAt(params: InPath<"number">["params"], view: SupportView): Promise<SupportLook> {
  const found = await look((await params).number, view);
  if (found.kind === "signed out") redirect("/support");
  if (found.kind === "closed") notFound();
  return found;
}

/** For a call: the error object where nothing is open, whatever the reason. */
export async function withLook(
  params: InPath<"number">["params"],
  view: SupportView,
  answer: (look: SupportLook) => Promise<Response>,
): Promise<Response> {
  const found = await look((await params).number, view);
  return found.kind === "open" ? answer(found) : refused("not_granted");
}
