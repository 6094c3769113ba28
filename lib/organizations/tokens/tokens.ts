import { z } from "zod";
import type { Database } from "../../database/types";
import type { Pseudonyms } from "../../settings/pseudonyms";
import { appendAudit } from "../audit/audit";
import { longestSecret, makeSecret } from "../keys/secret";
import { type AccessToken, type MadeSecret, OrganizationError } from "../types";

interface TokenContext {
  readonly actor: string;
  readonly now: Date;
}

const nameSchema = z.string().trim().min(1, "the name must not be empty").max(100, "the name is too long");

/** Who a token stands for. */
export interface TokenHolder {
  readonly tokenId: string;
  readonly organizationId: number;
  readonly name: string;
  readonly isPersonal: boolean;
}

/** Issues an access token. @throws OrganizationError for a name that cannot be used */
export function issueToken(
  database: Database,
  organizationId: number,
  wanted: { readonly name: string; readonly isPersonal: boolean },
  { pseudonyms, actor, now }: TokenContext & { readonly pseudonyms: Pick<Pseudonyms, "secret"> },
): Promise<MadeSecret> {
  const name = nameSchema.safeParse(wanted.name);
  if (!name.success) throw new OrganizationError(name.error.issues[0]?.message ?? "the name cannot be used");
  const { id, value, hint } = makeSecret("token");
  return database.transaction(async ({ prisma, query }) => {
    await query(
      `insert into access_token (id, organization_id, hash, hint, name, personal, created_at)
       values ($1::uuid, $2::integer, $3, $4, $5, $6::boolean, $7::timestamptz)`,
      [id, organizationId, pseudonyms.secret(value), hint, name.data, wanted.isPersonal, now.toISOString()],
    );
    await appendAudit(prisma, organizationId, { actor, action: "token issued", subject: name.data, at: now });
    return { id, value };
  });
}

/** Ends a token at once, and with it every session it opened. @throws OrganizationError where there is no such token */
export async function revokeToken(
  database: Database,
  organizationId: number,
  tokenId: string,
  { actor, now }: TokenContext,
): Promise<void> {
  await database.transaction(async ({ prisma, query }) => {
    const [row] = await query<{ name: string }>(
      `update access_token set revoked_at = $3::timestamptz
       where organization_id = $1::integer and id = $2::uuid and revoked_at is null returning name`,
      [organizationId, tokenId, now.toISOString()],
    );
    if (row === undefined) throw new OrganizationError("no valid token has this id");
    await appendAudit(prisma, organizationId, { actor, action: "token revoked", subject: row.name, at: now });
  });
}

/** All tokens of an organization, newest first, revoked ones too. */
export async function listTokens(
  database: Pick<Database, "query">,
  organizationId: number,
): Promise<AccessToken[]> {
  const rows = await database.query<{
    id: string;
    name: string;
    hint: string;
    personal: boolean;
    created_at: Date;
    revoked_at: Date | null;
    last_used_at: Date | null;
  }>(
    `select id, name, hint, personal, created_at, revoked_at, last_used_at from access_token
     where organization_id = $1::integer order by created_at desc, id`,
    [organizationId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    isPersonal: row.personal,
    createdAt: row.created_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

/** Who a token stands for, by what was sent; null for unknown and revoked ones. Writes down when it was used. */
export async function findToken(
  database: Pick<Database, "query">,
  {
    pseudonyms,
    value,
    now,
  }: { readonly pseudonyms: Pick<Pseudonyms, "secret">; readonly value: string; readonly now: Date },
): Promise<TokenHolder | null> {
  const rows = await database.query<TokenRow>(
    `update access_token set last_used_at = $2::timestamptz where hash = $1 and revoked_at is null
     returning id, organization_id, name, personal`,
    [pseudonyms.secret(value.slice(0, longestSecret)), now.toISOString()],
  );
  return toHolder(rows[0]);
}

/** Who a token stands for, by its id out of a session; null once it is revoked. */
export async function findTokenById(
  database: Pick<Database, "query">,
  tokenId: string,
): Promise<TokenHolder | null> {
  const rows = await database.query<TokenRow>(
    "select id, organization_id, name, personal from access_token where id = $1::uuid and revoked_at is null",
    [tokenId],
  );
  return toHolder(rows[0]);
}

interface TokenRow {
  readonly id: string;
  readonly organization_id: number;
  readonly name: string;
  readonly personal: boolean;
}

function toHolder(row: TokenRow | undefined): TokenHolder | null {
  if (row === undefined) return null;
  return {
    tokenId: row.id,
    organizationId: row.organization_id,
    name: row.name,
    isPersonal: row.personal,
  };
}
