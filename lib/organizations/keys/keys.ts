import type { Database } from "../../database/types";
import type { Pseudonyms } from "../../settings/pseudonyms";
import { appendAudit } from "../audit/audit";
import { type MadeSecret, OrganizationError, type OrganizationKey } from "../types";
import { makeSecret } from "./secret";

interface KeyContext {
  readonly pseudonyms: Pick<Pseudonyms, "secret">;
  readonly actor: string;
  readonly now: Date;
}

/** The longest time for which a replaced key stays valid. */
export const longestOverlapHours = 90 * 24;

/** Issues a key beside those that are there. */
export function issueKey(
  database: Database,
  organizationId: number,
  context: KeyContext,
): Promise<MadeSecret> {
  return database.transaction(async ({ prisma, query }) => {
    const made = await insertKey(query, organizationId, context);
    await appendAudit(prisma, organizationId, {
      actor: context.actor,
      action: "key issued",
      subject: `key …${made.value.slice(-4)}`,
      at: context.now,
    });
    return made;
  });
}

/**
 * Issues a key and lets all others end after some hours, in which engines can be given the new one. Both are valid
 * meanwhile, so no event is lost.
 * @throws OrganizationError where the hours are not between 0 and `longestOverlapHours`
 */
export function rotateKey(
  database: Database,
  organizationId: number,
  { overlapHours, ...context }: KeyContext & { readonly overlapHours: number },
): Promise<MadeSecret> {
  if (!(overlapHours >= 0 && overlapHours <= longestOverlapHours)) {
    throw new OrganizationError(`the hours must be between 0 and ${longestOverlapHours}`);
  }
  const validUntil = new Date(context.now.getTime() + overlapHours * 3_600_000).toISOString();
  return database.transaction(async ({ prisma, query }) => {
    await query(
      `update organization_key set valid_until = $2::timestamptz
       where organization_id = $1::integer and (valid_until is null or valid_until > $2::timestamptz)`,
      [organizationId, validUntil],
    );
    const made = await insertKey(query, organizationId, context);
    await appendAudit(prisma, organizationId, {
      actor: context.actor,
      action: "key rotated",
      subject: `key …${made.value.slice(-4)}; the others end at ${validUntil}`,
      at: context.now,
    });
    return made;
  });
}

/** Ends a key at once. @throws OrganizationError where there is no such key */
export async function revokeKey(
  database: Database,
  organizationId: number,
  keyId: string,
  { actor, now }: Omit<KeyContext, "pseudonyms">,
): Promise<void> {
  await database.transaction(async ({ prisma, query }) => {
    const [row] = await query<{ hint: string }>(
      `update organization_key set valid_until = $3::timestamptz
       where organization_id = $1::integer and id = $2::uuid and (valid_until is null or valid_until > $3::timestamptz)
       returning hint`,
      [organizationId, keyId, now.toISOString()],
    );
    if (row === undefined) throw new OrganizationError("no valid key has this id");
    await appendAudit(prisma, organizationId, {
      actor,
      action: "key revoked",
      subject: `key …${row.hint}`,
      at: now,
    });
  });
}

/** All keys of an organization, newest first, ended ones too. */
export async function listKeys(
  database: Pick<Database, "query">,
  organizationId: number,
): Promise<OrganizationKey[]> {
  const rows = await database.query<{
    id: string;
    hint: string;
    created_at: Date;
    valid_until: Date | null;
    last_used_on: string | null;
  }>(
    `select id, hint, created_at, valid_until, last_used_on from organization_key
     where organization_id = $1::integer order by created_at desc, id`,
    [organizationId],
  );
  return rows.map((row) => ({
    id: row.id,
    hint: row.hint,
    createdAt: row.created_at.toISOString(),
    validUntil: row.valid_until?.toISOString() ?? null,
    lastUsedOn: row.last_used_on,
  }));
}

async function insertKey(
  query: Database["query"],
  organizationId: number,
  { pseudonyms, now }: KeyContext,
): Promise<MadeSecret> {
  const { id, value, hint } = makeSecret("key");
  await query(
    `insert into organization_key (id, organization_id, hash, hint, created_at)
     values ($1::uuid, $2::integer, $3, $4, $5::timestamptz)`,
    [id, organizationId, pseudonyms.secret(value), hint, now.toISOString()],
  );
  return { id, value };
}
