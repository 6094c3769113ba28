import { cookies } from "next/headers";
import type { NextResponse } from "next/server";
import { isSameOrigin } from "@/lib/http/isSameOrigin";
import { readLimited } from "@/lib/ingest/readLimited";
import { readOrganization as readOrganizationById } from "@/lib/organizations/manage/organizations";
import { sessionSecondsOf } from "@/lib/organizations/tokens/organizationSession";
import { findTokenById, type TokenHolder } from "@/lib/organizations/tokens/tokens";
import type { Organization } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { goTo, goToStart as goToStartOf, type RoleCookie } from "../_shared/roleCookie";
import { refuseForm } from "../instance/session";

const cookie: RoleCookie = {
  name: "dblab-organization",
  path: "/org",
  seconds: sessionSecondsOf.organization,
};

/** A grant for 500 instances, with its reason. */
const maximumFormBytes = 32_768;

/** An organization and the access token that opened its pages. */
export interface OpenOrganization {
  readonly kind: "open";
  readonly organization: Organization;
  readonly holder: TokenHolder;
}

export type OrganizationState = { readonly kind: "none" } | OpenOrganization;

/** What the session of the request opens. The token is looked at every time: a revoked one ends its sessions at once. */
export async function readOrganization(): Promise<OrganizationState> {
  const { organizations } = await getServices();
  const { sessions, database, now } = organizations;
  const session = await sessions.organization.open((await cookies()).get(cookie.name)?.value, now());
  const holder = session === null ? null : await findTokenById(database, session.tokenId);
  const organization = holder === null ? null : await readOrganizationById(database, holder.organizationId);
  return holder === null || organization === null ? { kind: "none" } : { kind: "open", organization, holder };
}

/** Who does something, as the audit log says it. */
export function actorOf({ name }: TokenHolder): string {
  return `token ${name}`;
}

/** The fields of a form that one of our own pages sent; null for a form of another site, or one that is too large. */
export async function readForm(request: Request): Promise<URLSearchParams | null> {
  if (!isSameOrigin(request.headers)) return null;
  const body = await readLimited(request.body, maximumFormBytes);
  return body === null ? null : new URLSearchParams(Buffer.from(body).toString("utf8"));
}

/** Sends the reader on to `/org`, signed in with a token, or with null signed out. */
export async function goToStart(request: Request, tokenId: string | null): Promise<NextResponse> {
  const { sessions, now } = (await getServices()).organizations;
  const sealed = tokenId === null ? null : await sessions.organization.seal({ tokenId }, now());
  return goToStartOf(request, cookie, sealed);
}

/** Does what a form of a signed-in organization asks for. A form without a session leads to the sign-in. */
export async function withForm(
  request: Request,
  act: (form: URLSearchParams, open: OpenOrganization) => Promise<NextResponse>,
): Promise<NextResponse> {
  const form = await readForm(request);
  if (form === null) return refuseForm();
  const state = await readOrganization();
  return state.kind === "open" ? act(form, state) : goTo("/org");
}
