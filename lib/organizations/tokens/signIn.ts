import { createHash, timingSafeEqual } from "node:crypto";
import type { Database } from "../../database/types";
import type { FailureLimit } from "../../http/failureLimit";
import type { Pseudonyms } from "../../settings/pseudonyms";
import { appendAudit } from "../audit/audit";
import { findSupportMember } from "../grants/support";
import { findToken, type TokenHolder } from "./tokens";

/** What signing in came to. `wrong` says nothing about why. */
export type SignIn<Who> =
  | { readonly kind: "ok"; readonly who: Who }
  | { readonly kind: "wrong" }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number };

/** Wrong tokens a minute: of one client, and of all together. */
export const signInFailures = { perClient: 5, overall: 100 } as const;

interface SignInOptions {
  readonly database: Database;
  readonly pseudonyms: Pick<Pseudonyms, "secret">;
  readonly limit: FailureLimit;
  readonly now: () => Date;
  /** See `Settings.operatorTokenHash`. */
  readonly operatorTokenHash: string | undefined;
}

/** Signs in by a token. Wrong ones are limited, whoever they are meant to be. */
export function createSignIn({ database, pseudonyms, limit, now, operatorTokenHash }: SignInOptions) {
  const attempt = async <Who>(
    client: string | null,
    find: () => Promise<Who | null>,
  ): Promise<SignIn<Who>> => {
    const made = await limit.attempt(client, find, (found) => found === null);
    if ("retryAfterSeconds" in made) return { kind: "limited", ...made };
    return made.value === null ? { kind: "wrong" } : { kind: "ok", who: made.value };
  };
  return {
    /** @param isNew true where a session begins, which the organization's log says */
    organization: (value: string, client: string | null, isNew: boolean): Promise<SignIn<TokenHolder>> =>
      attempt(client, async () => {
        const holder = await findToken(database, { pseudonyms, value, now: now() });
        if (holder === null || !isNew) return holder;
        await database.transaction(({ prisma }) =>
          appendAudit(prisma, holder.organizationId, {
            actor: `token ${holder.name}`,
            action: "signed in",
            subject: "the organization's pages",
            at: now(),
          }),
        );
        return holder;
      }),
    support: (value: string, client: string | null) =>
      attempt(client, () => findSupportMember(database, { pseudonyms, value, now: now() })),
    operator: (value: string, client: string | null) =>
      attempt(client, async () => {
        const hash = createHash("sha256").update(value).digest();
        if (operatorTokenHash === undefined) return null;
        return timingSafeEqual(hash, Buffer.from(operatorTokenHash, "hex")) ? operatorTokenHash : null;
      }),
  };
}
