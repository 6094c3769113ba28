import { isExampleInstanceId } from "../../catalogue";
import type { Database } from "../../database/types";
import { appendAudit } from "../audit/audit";

/** An instance that is to be linked. */
export interface LinkWanted {
  readonly organizationId: number;
  readonly plan: string;
  readonly key: string;
  readonly instanceId: string;
  /** Where the engine registered, with or without the name of a project; null where it only sent an event. */
  readonly registration: { readonly project: string | null } | null;
}

/** What engines are told of an instance. */
export interface Link {
  readonly number: number;
  readonly projectId: number | null;
  readonly createdAt: string;
}

/**
 * Links an instance to an organization. The first organization keeps it: knowing somebody's ID must not be enough to
 * take an instance from them.
 * @returns null where it is another organization's, or one of the documentation's examples, which are nobody's
 */
export async function linkInstance(
  database: Database,
  { organizationId, plan, key, instanceId, registration }: LinkWanted,
  now: Date,
): Promise<Link | null> {
  if (isExampleInstanceId(instanceId)) return null;
  const at = now.toISOString();
  return database.transaction(async ({ prisma, query }) => {
    const projectId =
      registration?.project === null || registration === null
        ? null
        : await findProject(query, organizationId, registration.project, at);
    const inserted = await query(
      `insert into organization_instance (instance_key, organization_id, instance_id, linked_at)
       values ($1::uuid, $2::integer, $3, $4::timestamptz) on conflict (instance_key) do nothing returning number`,
      [key, organizationId, instanceId, at],
    );
    const [link] = await query<{ number: number; project_id: number | null; linked_at: Date }>(
      `update organization_instance set
         project_id = coalesce($3::integer, project_id),
         registered_at = case when $4::boolean then coalesce(registered_at, $5::timestamptz) else registered_at end
       where instance_key = $1::uuid and organization_id = $2::integer
       returning number, project_id, linked_at`,
      [key, organizationId, projectId, registration !== null, at],
    );
    if (link === undefined) return null;
    if (inserted.length > 0) {
      await query("update instance set edition = $2 where instance_key = $1::uuid", [key, plan]);
      await appendAudit(prisma, organizationId, {
        actor: "engine",
        action: "instance linked",
        subject: `instance ${link.number}`,
        at: now,
      });
    }
    return { number: link.number, projectId: link.project_id, createdAt: link.linked_at.toISOString() };
  });
}

/** Gives an instance free: it is the Community Edition's again, and opens by its ID. @returns false where it was not linked */
export async function unlinkInstance(
  database: Database,
  organizationId: number,
  key: string,
  { actor, now }: { readonly actor: string; readonly now: Date },
): Promise<boolean> {
  return database.transaction(async ({ prisma, query }) => {
    const [link] = await query<{ number: number }>(
      `delete from organization_instance where instance_key = $1::uuid and organization_id = $2::integer returning number`,
      [key, organizationId],
    );
    if (link === undefined) return false;
    await query("update instance set edition = 'community' where instance_key = $1::uuid", [key]);
    await query("delete from support_grant_instance where instance_key = $1::uuid", [key]);
    await appendAudit(prisma, organizationId, {
      actor,
      action: "instance unlinked",
      subject: `instance ${link.number}`,
      at: now,
    });
    return true;
  });
}

async function findProject(
  query: Database["query"],
  organizationId: number,
  name: string,
  at: string,
): Promise<number | null> {
  await query(
    `insert into project (organization_id, name, created_at) values ($1::integer, $2, $3::timestamptz)
     on conflict (organization_id, name) do nothing`,
    [organizationId, name, at],
  );
  const [row] = await query<{ id: number }>(
    "select id from project where organization_id = $1::integer and name = $2",
    [organizationId, name],
  );
  return row?.id ?? null;
}
