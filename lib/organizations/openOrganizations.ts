import type { Database } from "../database/types";
import { createFailureLimit } from "../http/failureLimit";
import type { EventLinks, PlatformCalls } from "../ingest/ingest";
import type { Pseudonyms } from "../settings/pseudonyms";
import { createPlatformCalls } from "./engines/platformCalls";
import { createEventLinks } from "./instances/eventLinks";
import { type KeyRing, openKeyRing } from "./keys/keyRing";
import { createSignIn, signInFailures } from "./tokens/signIn";

/** Calls of engines with a wrong key or token, a minute: an office may have several engines behind one address. */
export const platformFailures = { perClient: 60, overall: 1_000 } as const;

/** What everything about organizations is done with. */
export interface Organizations {
  readonly database: Database;
  readonly pseudonyms: Pseudonyms;
  readonly keyRing: KeyRing;
  readonly signIn: ReturnType<typeof createSignIn>;
  readonly operatorTokenHash: string | undefined;
  readonly billingRetentionDays: number;
  readonly now: () => Date;
  close(): Promise<void>;
}

interface OrganizationsOptions {
  readonly pseudonyms: Pseudonyms;
  readonly operatorTokenHash: string | undefined;
  readonly billingRetentionDays: number;
  readonly now?: () => Date;
  readonly onError: (error: unknown, what: string) => void;
}

/** Opens the services of organizations, and what ingest needs of them. */
export async function openOrganizations(
  database: Database,
  options: OrganizationsOptions,
): Promise<{
  readonly organizations: Organizations;
  readonly eventLinks: EventLinks;
  readonly platformCalls: PlatformCalls;
}> {
  const { pseudonyms, operatorTokenHash, billingRetentionDays, now = () => new Date(), onError } = options;
  const keyRing = await openKeyRing(database, {
    pseudonyms,
    now,
    onError: (error) => onError(error, "the use of a key could not be noted"),
  });
  const organizations: Organizations = {
    database,
    pseudonyms,
    keyRing,
    signIn: createSignIn({
      database,
      pseudonyms,
      limit: createFailureLimit(signInFailures),
      now,
      operatorTokenHash,
    }),
    operatorTokenHash,
    billingRetentionDays,
    now,
    close: () => keyRing.close(),
  };
  return {
    organizations,
    eventLinks: createEventLinks(database, { keyRing, now }),
    platformCalls: createPlatformCalls({
      database,
      pseudonyms,
      keyRing,
      limit: createFailureLimit(platformFailures),
      now,
    }),
  };
}
