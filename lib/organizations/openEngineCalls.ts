import type { Database } from "../database/types";
import type { Grace } from "../grace/openGrace";
import type { FailureBudgets, ShareFailure } from "../http/failureBudgets";
import { createSecretLimit } from "../http/failureLimit";
import type { EventLinks, OutageCalls, PlatformCalls } from "../ingest/contracts";
import type { Pseudonyms } from "../settings/pseudonyms";
import { actors } from "./audit/actors";
import { createCallLimit } from "./engines/callLimit";
import { createOutageCalls } from "./engines/outageCalls";
import { createPlatformCalls } from "./engines/platformCalls";
import { openKeyRing } from "./keys/keyRing";
import { createEventLinks } from "./links/eventLinks";
import { createOwners } from "./links/owners";
import type { OrganizationContext } from "./rules/context";

/** Calls of engines with a wrong key or token, a minute: an office may have several engines behind one address. */
export const platformFailures: FailureBudgets = { perClient: 60, perNetwork: 240, perRegion: 1_000 };

/** What ingest needs of organizations. */
export interface EngineCalls {
  readonly eventLinks: EventLinks;
  readonly platformCalls: PlatformCalls;
  readonly outageCalls: OutageCalls;
  /** Reads keys and what else is known of organizations anew, as pages and other processes change them. */
  refresh(): Promise<void>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

interface EngineCallsOptions {
  readonly pseudonyms: Pseudonyms;
  /** What is known while the database is away. */
  readonly grace: Grace;
  readonly now?: () => Date;
  /** Has failures count in all processes. */
  readonly shareFailures?: (limit: string) => ShareFailure;
  readonly onError: (error: unknown, what: string) => void;
}

/** Opens what answers the calls of engines with a key or a token. */
export async function openEngineCalls(
  database: Database,
  { pseudonyms, grace, now = () => new Date(), shareFailures, onError }: EngineCallsOptions,
): Promise<EngineCalls> {
  const asEngine = (): OrganizationContext => ({ database, pseudonyms, actor: actors.engine, now: now() });
  const keyRing = await openKeyRing(asEngine, (error) =>
    onError(error, "the use of a key could not be noted"),
  );
  const owners = createOwners(grace, now);
  const limited = { pseudonyms, callLimit: createCallLimit(), contextNow: asEngine };
  return {
    eventLinks: createEventLinks(keyRing, owners, asEngine),
    platformCalls: createPlatformCalls({
      ...limited,
      keyRing,
      owners,
      limit: createSecretLimit(platformFailures, undefined, shareFailures?.("call")),
    }),
    outageCalls: createOutageCalls({ ...limited, grace, limit: createSecretLimit(platformFailures) }),
    // Who ends a key says so here; nor may an outage bring it back.
    refresh: async () => void (await Promise.all([keyRing.refresh(), grace.refresh()])),
    close: async () => void (await Promise.all([keyRing.close(), grace.close()])),
  };
}
