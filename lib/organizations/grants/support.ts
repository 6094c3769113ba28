import { z } from "zod";
import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";
import type { Pseudonyms } from "../../settings/pseudonyms";
import { appendAudit } from "../audit/audit";
import { longestSecret, makeSecret } from "../keys/secret";
import { type MadeSecret, OrganizationError } from "../types";

/** Somebody of support. Times are ISO 8601. */
export interface SupportMember {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** An instance that a member of support may look at now, and by which grant. */
export interface GrantedInstance {
  readonly grantId: string;
  readonly organizationId: number;
  readonly organization: string;
  readonly number: number;
  readonly instanceId: string;
  readonly key: string;
  readonly reason: string;
  readonly endsAt: string;
}

const nameSchema = z.string().trim().min(1, "the name must not be empty").max(100, "the name is too long");

/** Adds a member; the token is shown once. @throws OrganizationError for a name that cannot be used */
export async function addSupportMember(
  database: Pick<Database, "query">,
  wantedName: string,
  { pseudonyms, now }: { readonly pseudonyms: Pick<Pseudonyms, "secret">; readonly now: Date },
): Promise<MadeSecret> {
  const name = nameSchema.safeParse(wantedName);
  if (!name.success) throw new OrganizationError(name.error.issues[0]?.message ?? "the name cannot be used");
  const { id, value, hint } = makeSecret("support");
  await database.query(
    `insert into support_member (id, name, hash, hint, created_at) values ($1::uuid, $2, $3, $4, $5::timestamptz)`,
    [id, name.data, pseudonyms.secret(value), hint, now.toISOString()],
  );
  return { id, value };
}

/** Ends a member's access at once. @throws OrganizationError where there is no such member */
export async function removeSupportMember(
  database: Pick<Database, "query">,
  id: string,
  now: Date,
): Promise<void> {
  const rows = await database.query(
    "update support_member set revoked_at = $2::timestamptz where id = $1::uuid and revoked_at is null returning id",
    [id, now.toISOString()],
  );
  if (rows.length === 0) throw new OrganizationError("no member has this id");
}

/** All members, removed ones too, by name. */
export async function listSupportMembers(database: Pick<Database, "query">): Promise<SupportMember[]> {
  const rows = await database.query<{
    id: string;
    name: string;
    hint: string;
    created_at: Date;
    revoked_at: Date | null;
    last_used_at: Date | null;
  }>(
    "select id, name, hint, created_at, revoked_at, last_used_at from support_member order by name, created_at",
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    createdAt: row.created_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

/** The member whose token this is; null for unknown and removed ones. */
export async function findSupportMember(
  database: Pick<Database, "query">,
  {
    pseudonyms,
    value,
    now,
  }: { readonly pseudonyms: Pick<Pseudonyms, "secret">; readonly value: string; readonly now: Date },
): Promise<{ readonly id: string; readonly name: string } | null> {
  const [row] = await database.query<{ id: string; name: string }>(
    `update support_member set last_used_at = $2::timestamptz where hash = $1 and revoked_at is null returning id, name`,
    [pseudonyms.secret(value.slice(0, longestSecret)), now.toISOString()],
  );
  return row ?? null;
}

/** The member of that id out of a session; null once removed. */
export async function findSupportMemberById(
  database: Pick<Database, "query">,
  id: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const [row] = await database.query<{ id: string; name: string }>(
    "select id, name from support_member where id = $1::uuid and revoked_at is null",
    [id],
  );
  return row ?? null;
}

/** Every instance that support may look at now, by the grant that ends last where there are several; no erased one. */
export async function listGrantedInstances(
  database: Pick<Database, "query">,
  now: Date,
): Promise<GrantedInstance[]> {
  const rows = await database.query<{
    grant_id: string;
    organization_id: number;
    organization: string;
    number: number;
    instance_id: string;
    instance_key: string;
    reason: string;
    ends_at: Date;
  }>(
    `select distinct on (o.number) g.id as grant_id, g.organization_id, org.name as organization, o.number, o.instance_id,
       o.instance_key, g.reason, g.ends_at
     from support_grant g
     join support_grant_instance s on s.grant_id = g.id
     join organization_instance o on o.instance_key = s.instance_key and o.organization_id = g.organization_id
     join organization org on org.id = g.organization_id
     where g.revoked_at is null and g.ends_at > $1::timestamptz and ${notErased("o.instance_key")}
     order by o.number, g.ends_at desc`,
    [now.toISOString()],
  );
  return rows.map((row) => ({
    grantId: row.grant_id,
    organizationId: row.organization_id,
    organization: row.organization,
    number: row.number,
    instanceId: row.instance_id,
    key: row.instance_key,
    reason: row.reason,
    endsAt: row.ends_at.toISOString(),
  }));
}

/**
 * Lets a member look at an instance: writes it into the organization's log first, and gives the instance only then.
 * @param view which page or call, in words
 * @returns null where no grant allows it now; nothing is written then
 */
export async function lookAsSupport(
  database: Database,
  {
    number,
    member,
    view,
    now,
  }: { readonly number: number; readonly member: string; readonly view: string; readonly now: Date },
): Promise<GrantedInstance | null> {
  return database.transaction(async ({ prisma, query }) => {
    const granted = (await listGrantedInstances({ query }, now)).find((one) => one.number === number);
    if (granted === undefined) return null;
    await appendAudit(prisma, granted.organizationId, {
      actor: `support ${member}`,
      action: "support looked",
      subject: `instance ${number}: ${view}`,
      grantId: granted.grantId,
      at: now,
    });
    return granted;
  });
}
