import type { Database } from "../database/types";
import type { ShareFailure } from "../http/failureBudgets";
import { createSecretLimit } from "../http/failureLimit";
import type { Pseudonyms } from "../settings/pseudonyms";
import { actors } from "./audit/actors";
import type { AuditSigner } from "./audit/checkpoints/signer";
import type { Prices } from "./billing/prices";
import type { OrganizationContext } from "./rules/context";
import { createSignIn, signInFailures } from "./signIn/signIn";

/** What everything about organizations is done with. */
export interface Organizations {
  readonly pseudonyms: Pseudonyms;
  readonly signIn: ReturnType<typeof createSignIn>;
  readonly auditSigner: AuditSigner;
  readonly operatorTokenHash: string | undefined;
  readonly billingRetentionDays: number;
  readonly now: () => Date;
  /** The operator's; null for none. */
  readonly prices: Prices | null;
  /** What verbs are called with, now. @param actor who calls; see `actors` */
  contextOf(actor: string): OrganizationContext;
}

interface OrganizationsOptions {
  readonly pseudonyms: Pseudonyms;
  readonly auditSigner: AuditSigner;
  readonly operatorTokenHash: string | undefined;
  readonly billingRetentionDays: number;
  readonly prices?: Prices | null;
  readonly now?: () => Date;
  /** Has failures count in all processes. */
  readonly shareFailures?: (limit: string) => ShareFailure;
}

/** Opens the services of organizations. */
export function openOrganizations(
  database: Database,
  {
    pseudonyms,
    auditSigner,
    operatorTokenHash,
    billingRetentionDays,
    prices = null,
    now = () => new Date(),
    shareFailures,
  }: OrganizationsOptions,
): Organizations {
  const contextOf = (actor: string): OrganizationContext => ({ database, pseudonyms, actor, now: now() });
  return {
    pseudonyms,
    auditSigner,
    signIn: createSignIn({
      limit: createSecretLimit(signInFailures, undefined, shareFailures?.("sign-in")),
      contextNow: () => contextOf(actors.somebody),
      operatorTokenHash,
    }),
    operatorTokenHash,
    billingRetentionDays,
    prices,
    now,
    contextOf,
  };
}
