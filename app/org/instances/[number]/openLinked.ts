import { notFound, redirect } from "next/navigation";
import { goTo } from "@/app/_shared/cookieSessions";
import { orProblem } from "@/app/_shared/orProblem";
import type { InPath } from "@/app/_shared/pageProps";
import type { ShownInstance } from "@/components/instance/instance-frame";
import { type Erased, readErasure } from "@/lib/instances/erasure/readErasure";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { type LinkedInstance, readLinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import {
  type OpenOrganization,
  openOrganization,
  requireOrganization,
  withOrganizationForm,
} from "../../openOrganization";

/** The parameters of a route about an instance of the organization. */
type NumberParams = InPath<"number">["params"];

/** An instance of the session's organization. */
export interface OpenLinked extends OpenOrganization {
  readonly linked: LinkedInstance;
  readonly erased: Erased | null;
  readonly instance: OpenInstance & ShownInstance;
}

/** The instance that an open organization has under a number; null for another organization's, and for none. */
async function read(open: OpenOrganization, params: NumberParams): Promise<OpenLinked | null> {
  const { context, organizationId } = open;
  const linked = await readLinkedInstance(context, { organizationId, number: (await params).number });
  if (linked === null) return null;
  const { instanceId, key } = linked;
  return {
    ...open,
    linked,
    erased: await readErasure(context, { key }),
    instance: {
      instanceId,
      key,
      isExample: false,
      base: `/org/instances/${linked.number}`,
      viewer: "organization",
      name: `Instance ${linked.number}${linked.project === null ? "" : `, project ${linked.project}`}`,
    },
  };
}

/** For a page: without a session it leads to the sign-in, and there is none about an absent instance. */
export async function requireLinked(params: NumberParams): Promise<OpenLinked> {
  return (await read(await requireOrganization(), params)) ?? notFound();
}

/** The same for a page about what is stored: of an erased instance only the first page is there. */
export async function requireStored(params: NumberParams): Promise<OpenLinked> {
  const open = await requireLinked(params);
  return open.erased?.kind === "hidden" ? redirect(open.instance.base) : open;
}

/** For a call: null where nothing is open or nothing is stored, whatever the reason. */
export async function openStored(params: NumberParams): Promise<OpenLinked | null> {
  const organization = await openOrganization();
  const open = organization === null ? null : await read(organization, params);
  return open?.erased?.kind === "hidden" ? null : open;
}

/** Does what a form about an instance of the organization asks for; what cannot be done is said where it can be erased. */
export function withLinkedForm(
  request: Request,
  params: NumberParams,
  act: (form: URLSearchParams, open: OpenLinked) => Promise<Response>,
): Promise<Response> {
  return withOrganizationForm(request, "/org", async (form, organization) => {
    const open = await read(organization, params);
    return open === null ? goTo("/org") : orProblem(`${open.instance.base}/data`, () => act(form, open));
  });
}
