import { z } from "zod";
import type { Database } from "../../database/types";
import { appendAudit } from "../audit/audit";
import { type Organization, OrganizationError, type Plan, planSchema } from "../types";

const newOrganizationSchema = z.object({
  alias: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "must be 1 to 63 lower-case letters, digits and dashes"),
  name: z.string().trim().min(1, "must not be empty").max(200, "must have at most 200 characters"),
  plan: planSchema,
});

interface OrganizationRow {
  readonly id: number;
  readonly alias: string;
  readonly name: string;
  readonly plan: string;
  readonly billing_active: boolean;
  readonly created_at: Date;
}

/** What to select `from organization` for `toOrganization`. */
const columns = "id, alias, name, plan, billing_active, created_at";

function toOrganization(row: OrganizationRow): Organization {
  return {
    id: row.id,
    alias: row.alias,
    name: row.name,
    plan: planSchema.parse(row.plan),
    billingActive: row.billing_active,
    createdAt: row.created_at.toISOString(),
  };
}

/**
 * Creates an organization.
 * @throws OrganizationError where a part cannot be used, or the alias is taken
 */
export async function createOrganization(
  database: Database,
  wanted: { readonly alias: string; readonly name: string; readonly plan: string },
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<Organization> {
  const parsed = newOrganizationSchema.safeParse(wanted);
  if (!parsed.success) {
    throw new OrganizationError(
      parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "),
    );
  }
  const { alias, name, plan } = parsed.data;
  return database.transaction(async ({ prisma, query }) => {
    const [row] = await query<OrganizationRow>(
      `insert into organization (alias, name, plan, created_at) values ($1, $2, $3, $4::timestamptz)
       on conflict (alias) do nothing returning ${columns}`,
      [alias, name, plan, now.toISOString()],
    );
    if (row === undefined) throw new OrganizationError(`the alias ${alias} is taken`);
    await appendAudit(prisma, row.id, {
      actor,
      action: "organization created",
      subject: `${name}, ${plan}`,
      at: now,
    });
    return toOrganization(row);
  });
}

/** All organizations, by alias. */
export async function listOrganizations(database: Pick<Database, "query">): Promise<Organization[]> {
  const rows = await database.query<OrganizationRow>(`select ${columns} from organization order by alias`);
  return rows.map(toOrganization);
}

/** The organization of that id or alias; null where there is none. */
export async function readOrganization(
  database: Pick<Database, "query">,
  which: number | string,
): Promise<Organization | null> {
  const [row] = await database.query<OrganizationRow>(
    `select ${columns} from organization where ${typeof which === "number" ? "id = $1::integer" : "alias = $1::text"}`,
    [which],
  );
  return row === undefined ? null : toOrganization(row);
}

/** Changes the plan. The edition of the organization's instances follows. */
export async function changePlan(
  database: Database,
  organizationId: number,
  plan: Plan,
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<void> {
  await database.transaction(async ({ prisma, query }) => {
    await query("update organization set plan = $2 where id = $1::integer", [organizationId, plan]);
    await query(
      `update instance set edition = $2 from organization_instance o
       where o.instance_key = instance.instance_key and o.organization_id = $1::integer`,
      [organizationId, plan],
    );
    await appendAudit(prisma, organizationId, { actor, action: "plan changed", subject: plan, at: now });
  });
}

/** Switches billing on or off; engines are told with their next usage report. */
export async function changeBilling(
  database: Database,
  organizationId: number,
  isActive: boolean,
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<void> {
  await database.transaction(async ({ prisma, query }) => {
    await query("update organization set billing_active = $2::boolean where id = $1::integer", [
      organizationId,
      isActive,
    ]);
    await appendAudit(prisma, organizationId, {
      actor,
      action: "billing changed",
      subject: isActive ? "active" : "not active",
      at: now,
    });
  });
}
