import { z } from "zod";

/** What an organization pays for; the edition of its instances. */
export const plans = ["standard", "enterprise"] as const;

export const planSchema = z.enum(plans, `must be one of ${plans.join(", ")}`);

export type Plan = z.output<typeof planSchema>;

/** A customer of a paid edition. Times are ISO 8601. */
export interface Organization {
  readonly id: number;
  /** In addresses of Postgres.ai's console: lower-case letters, digits and dashes. */
  readonly alias: string;
  readonly name: string;
  readonly plan: Plan;
  readonly billingActive: boolean;
  readonly createdAt: string;
}

/** A secret that was just made: `value` is shown once and kept nowhere. */
export interface MadeSecret {
  readonly id: string;
  readonly value: string;
}

/** A key that engines send as Org-Key. */
export interface OrganizationKey {
  readonly id: string;
  /** Its last four characters. */
  readonly hint: string;
  readonly createdAt: string;
  /** Null while nothing ends it. */
  readonly validUntil: string | null;
  /** UTC day, `YYYY-MM-DD`. */
  readonly lastUsedOn: string | null;
}

/** An access token of an organization. */
export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  /** Of a person, not of the organization as a whole: engines are told so. */
  readonly isPersonal: boolean;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** An instance of an organization. */
export interface OrganizationInstance {
  readonly key: string;
  readonly number: number;
  readonly instanceId: string;
  readonly project: string | null;
  readonly linkedAt: string;
  readonly registeredAt: string | null;
  readonly version: string | null;
  readonly state: "running" | "stopped" | "unknown";
  readonly lastSeen: string | null;
}

/** A wish that cannot be met; the message is for whoever asked. */
export class OrganizationError extends Error {
  override name = "OrganizationError";
}
