import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "../../database/types";
import { appendAudit } from "../audit/audit";
import { OrganizationError } from "../types";

/** A permission for support, as the organization and the operator see it. Times are ISO 8601. */
export interface SupportGrant {
  readonly id: string;
  readonly organizationId: number;
  readonly reason: string;
  readonly grantedBy: string;
  readonly grantedAt: string;
  readonly endsAt: string;
  readonly revokedAt: string | null;
  readonly state: "active" | "ended" | "revoked";
  /** Numbers of the instances that support may look at. */
  readonly instances: readonly number[];
}

/** The longest grant, in hours: 30 days. */
export const longestGrantHours = 30 * 24;

const wantedSchema = z.object({
  reason: z.string().trim().min(3, "say why, in a few words").max(500, "the reason is too long"),
  hours: z
    .number("the hours must be a number")
    .min(1, "at least one hour")
    .max(longestGrantHours, `at most ${longestGrantHours / 24} days`),
  instances: z.array(z.int()).min(1, "choose at least one instance").max(500),
});

/**
 * Lets support look at instances of the organization for some hours.
 * @throws OrganizationError where a part cannot be used, or an instance is not the organization's
 */
export async function grantSupport(
  database: Database,
  organizationId: number,
  wanted: { readonly reason: string; readonly hours: number; readonly instances: readonly number[] },
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<string> {
  const parsed = wantedSchema.safeParse(wanted);
  if (!parsed.success) {
    throw new OrganizationError(parsed.error.issues[0]?.message ?? "the grant cannot be made");
  }
  const { reason, hours } = parsed.data;
  const numbers = [...new Set(parsed.data.instances)];
  const id = randomUUID();
  const endsAt = new Date(now.getTime() + hours * 3_600_000).toISOString();
  await database.transaction(async ({ prisma, query }) => {
    await query(
      `insert into support_grant (id, organization_id, reason, granted_by, granted_at, ends_at)
       values ($1::uuid, $2::integer, $3, $4, $5::timestamptz, $6::timestamptz)`,
      [id, organizationId, reason, actor, now.toISOString(), endsAt],
    );
    const inserted = await query(
      `insert into support_grant_instance (grant_id, instance_key)
       select $1::uuid, instance_key from organization_instance
       where organization_id = $2::integer and number = any($3::integer[]) returning instance_key`,
      [id, organizationId, numbers],
    );
    if (inserted.length !== numbers.length) {
      throw new OrganizationError("an instance is not the organization's");
    }
    await appendAudit(prisma, organizationId, {
      actor,
      action: "support granted",
      subject: `${numbers.map((number) => `instance ${number}`).join(", ")}, until ${endsAt}: ${reason}`,
      grantId: id,
      at: now,
    });
  });
  return id;
}

/** Takes a grant back at once. @throws OrganizationError where no active grant has this id */
export async function revokeGrant(
  database: Database,
  organizationId: number,
  grantId: string,
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<void> {
  await database.transaction(async ({ prisma, query }) => {
    const rows = await query(
      `update support_grant set revoked_at = $3::timestamptz
       where id = $1::uuid and organization_id = $2::integer and revoked_at is null and ends_at > $3::timestamptz
       returning id`,
      [grantId, organizationId, now.toISOString()],
    );
    if (rows.length === 0) throw new OrganizationError("no active grant has this id");
    await appendAudit(prisma, organizationId, {
      actor,
      action: "grant revoked",
      subject: "support may look no longer",
      grantId,
      at: now,
    });
  });
}

interface GrantRow {
  readonly id: string;
  readonly organization_id: number;
  readonly reason: string;
  readonly granted_by: string;
  readonly granted_at: Date;
  readonly ends_at: Date;
  readonly revoked_at: Date | null;
  readonly instances: readonly number[] | null;
}

/**
 * Grants, newest first.
 * @param organizationId null for those of all organizations
 */
export async function listGrants(
  database: Pick<Database, "query">,
  organizationId: number | null,
  { now, onlyActive = false }: { readonly now: Date; readonly onlyActive?: boolean },
): Promise<SupportGrant[]> {
  const rows = await database.query<GrantRow>(
    `select g.id, g.organization_id, g.reason, g.granted_by, g.granted_at, g.ends_at, g.revoked_at,
       (select jsonb_agg(o.number order by o.number) from support_grant_instance s
        join organization_instance o on o.instance_key = s.instance_key where s.grant_id = g.id) as instances
     from support_grant g
     where ($1::integer is null or g.organization_id = $1::integer)
       and (not $2::boolean or (g.revoked_at is null and g.ends_at > $3::timestamptz))
     order by g.granted_at desc, g.id limit 1000`,
    [organizationId, onlyActive, now.toISOString()],
  );
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    reason: row.reason,
    grantedBy: row.granted_by,
    grantedAt: row.granted_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    state: row.revoked_at !== null ? "revoked" : row.ends_at <= now ? "ended" : "active",
    instances: row.instances ?? [],
  }));
}
