import type { Database } from "../database/types";
import type { Grace } from "../grace/openGrace";
import { createFailureLimit } from "../http/failureLimit";
import type { EventLinks, OutageCalls, PlatformCalls } from "../ingest/contracts";
import type { Pseudonyms } from "../settings/pseudonyms";
import { actors } from "./audit/actors";
import type { AuditSigner } from "./audit/checkpoints/signer";
import { createOutageCalls } from "./engines/outageCalls";
import { createPlatformCalls } from "./engines/platformCalls";
import { type KeyRing, openKeyRing } from "./keys/keyRing";
import { createEventLinks } from "./links/eventLinks";
import type { OrganizationContext } from "./rules/context";
import { createSignIn, signInFailures } from "./signIn/signIn";

/** Calls of engines with a wrong key or token, a minute: an office may have several engines behind one address. */
export const platformFailures = { perClient: 60, overall: 1_000 } as const;

/** What everything about organizations is done with. */
export interface Organizations {
  readonly pseudonyms: Pseudonyms;
  readonly keyRing: KeyRing;
  readonly signIn: ReturnType<typeof createSignIn>;
  readonly auditSigner: AuditSigner;
  readonly operatorTokenHash: string | undefined;
  readonly billingRetentionDays: number;
  readonly now: () => Date;
  /** What verbs are called with, now. @param actor who calls; see `actors` */
  contextOf(actor: string): OrganizationContext;
  close(): Promise<void>;
}

interface OrganizationsOptions {
  readonly pseudonyms: Pseudonyms;
  readonly auditSigner: AuditSigner;
  readonly operatorTokenHash: string | undefined;
  readonly billingRetentionDays: number;
  readonly now?: () => Date;
  readonly onError: (error: unknown, what: string) => void;
  /** What is known while the database is away. */
  readonly grace: Grace;
}

/** Opens the services of organizations, and what ingest needs of them. */
export async function openOrganizations(
  database: Database,
  options: OrganizationsOptions,
): Promise<{
  readonly organizations: Organizations;
  readonly eventLinks: EventLinks;
  readonly platformCalls: PlatformCalls;
  readonly outageCalls: OutageCalls;
}> {
  const {
    pseudonyms,
    auditSigner,
    grace,
    operatorTokenHash,
    billingRetentionDays,
    now = () => new Date(),
    onError,
  } = options;
  const contextOf = (actor: string): OrganizationContext => ({ database, pseudonyms, actor, now: now() });
  const asEngine = () => contextOf(actors.engine);
  const ring = await openKeyRing(asEngine, (error) => onError(error, "the use of a key could not be noted"));
  const keyRing: KeyRing = {
    ...ring,
    // Who ends a key says so here; nor may an outage bring it back.
    refresh: async () => void (await Promise.all([ring.refresh(), grace.refresh()])),
    close: async () => void (await Promise.all([ring.close(), grace.close()])),
  };
  return {
    organizations: {
      pseudonyms,
      auditSigner,
      keyRing,
      signIn: createSignIn({
        limit: createFailureLimit(signInFailures),
        contextNow: () => contextOf(actors.somebody),
        operatorTokenHash,
      }),
      operatorTokenHash,
      billingRetentionDays,
      now,
      contextOf,
      close: () => keyRing.close(),
    },
    eventLinks: createEventLinks(keyRing, asEngine),
    platformCalls: createPlatformCalls({
      pseudonyms,
      keyRing,
      limit: createFailureLimit(platformFailures),
      contextNow: asEngine,
    }),
    outageCalls: createOutageCalls({
      pseudonyms,
      grace,
      limit: createFailureLimit(platformFailures),
      contextNow: asEngine,
    }),
  };
}
