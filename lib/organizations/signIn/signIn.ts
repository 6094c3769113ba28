import { z } from "zod";
import type { FailureBudgets } from "../../http/failureBudgets";
import type { FailureLimit } from "../../http/failureLimit";
import { isTokenOf } from "../../settings/tokenHash";
import { actors } from "../audit/actors";
import { audited } from "../audit/audited";
import type { OrganizationContext } from "../rules/context";
import { findSupportMember } from "../support/findSupportMember";
import { findToken } from "../tokens/findToken";

/** What signing in came to. `wrong` says nothing about why. */
export type SignIn<Who> =
  | { readonly kind: "ok"; readonly who: Who }
  | { readonly kind: "wrong" }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number };

/** Wrong tokens a minute. */
export const signInFailures: FailureBudgets = { perClient: 5, perNetwork: 20, perRegion: 100 };

/** Begins a session with an access token. @returns null for an unknown or revoked one; nothing is written then */
export const beginSession = audited(z.object({ value: z.string() }), async (context, { value }) => {
  const holder = await findToken(context, { value });
  if (holder === null) return { result: null };
  return {
    result: holder,
    organizationId: holder.organizationId,
    actor: actors.token(holder),
    action: "signed in",
    subject: "the organization's pages",
  };
});

interface SignInOptions {
  readonly limit: FailureLimit;
  /** What somebody signs in with, at the moment of the call. */
  readonly contextNow: () => OrganizationContext;
  /** See `Settings.operatorTokenHash`. */
  readonly operatorTokenHash: string | undefined;
}

/** Signs in by a token. Wrong ones are limited, whoever they are meant to be. */
export function createSignIn({ limit, contextNow, operatorTokenHash }: SignInOptions) {
  const attempt = async <Who>(
    client: string | null,
    find: () => Promise<Who | null>,
  ): Promise<SignIn<Who>> => {
    const made = await limit.attempt(client, find, (found) => found === null);
    if ("retryAfterSeconds" in made) return { kind: "limited", ...made };
    return made.value === null ? { kind: "wrong" } : { kind: "ok", who: made.value };
  };
  return {
    /** For a call, without a session. */
    token: (value: string, client: string | null) =>
      attempt(client, () => findToken(contextNow(), { value })),
    organization: (value: string, client: string | null) =>
      attempt(client, () => beginSession(contextNow(), { value })),
    support: (value: string, client: string | null) =>
      attempt(client, () => findSupportMember(contextNow(), { value })),
    operator: (value: string, client: string | null) =>
      attempt(client, async () => {
        if (operatorTokenHash === undefined) return null;
        return isTokenOf(operatorTokenHash, value) ? operatorTokenHash : null;
      }),
  };
}
