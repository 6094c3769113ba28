import { z } from "zod";

/**
 * Whom the service knows, as it is needed to answer engines while the database is away: hashes of secrets, never a
 * secret; instances under the hash of their ID. Times are ISO 8601.
 */
export const Known = z.object({
  /** When it was read from the database. */
  readAt: z.iso.datetime(),
  organizations: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      alias: z.string(),
      plan: z.string(),
      billingActive: z.boolean(),
      privilegedUntil: z.iso.datetime().nullable(),
    }),
  ),
  keys: z.array(
    z.object({ hash: z.string(), organizationId: z.int(), validUntil: z.iso.datetime().nullable() }),
  ),
  tokens: z.array(
    z.object({
      hash: z.string(),
      organizationId: z.int(),
      isPersonal: z.boolean(),
      /** As the database has it: see `Pseudonyms.seal`. */
      sealedEmail: z.string().nullable(),
    }),
  ),
  senders: z.array(
    z.object({
      hash: z.string(),
      id: z.uuid(),
      /** Null for the operator's, which a file of an older version has alone. */
      organizationId: z.int().nullable().default(null),
    }),
  ),
  projects: z.array(z.object({ id: z.int(), organizationId: z.int(), name: z.string() })),
  links: z.array(
    z.object({
      instanceKey: z.uuid(),
      organizationId: z.int(),
      number: z.int(),
      projectId: z.int().nullable(),
      linkedAt: z.iso.datetime(),
      /** Whether its engine sends the organization's key. A file of an earlier version does not say it. */
      isKeyed: z.boolean().default(false),
    }),
  ),
});

export type Known = z.output<typeof Known>;

export type KnownOrganization = Known["organizations"][number];
export type KnownToken = Known["tokens"][number];
export type KnownLink = Known["links"][number];

/** The same, found by what engines send. */
export interface KnownIndex {
  readonly organizations: ReadonlyMap<number, KnownOrganization>;
  readonly keys: ReadonlyMap<string, Known["keys"][number]>;
  readonly tokens: ReadonlyMap<string, KnownToken>;
  readonly senders: ReadonlyMap<string, Known["senders"][number]>;
  readonly links: ReadonlyMap<string, KnownLink>;
  readonly projects: Known["projects"];
}

/** @param ofLinks where they are indexed already */
export function indexOf(known: Known, ofLinks?: KnownIndex["links"]): KnownIndex {
  const { organizations, keys, tokens, senders, links, projects } = known;
  return {
    organizations: new Map(organizations.map((one) => [one.id, one])),
    keys: new Map(keys.map((one) => [one.hash, one])),
    tokens: new Map(tokens.map((one) => [one.hash, one])),
    senders: new Map(senders.map((one) => [one.hash, one])),
    links: ofLinks ?? new Map(links.map((one) => [one.instanceKey, one])),
    projects,
  };
}
