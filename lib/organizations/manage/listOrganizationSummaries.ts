import type { Database } from "../../database/types";
import type { Organization } from "../types";
import { listOrganizations } from "./organizations";

/** An organization as the operator sees it in a list. */
export interface OrganizationSummary extends Organization {
  /** Linked instances. */
  readonly instances: number;
  /** Keys that engines can use now. */
  readonly validKeys: number;
}

/** All organizations, by alias, with how much they have. An erased instance stays linked, and is counted here. */
export async function listOrganizationSummaries(
  database: Pick<Database, "query">,
  now: Date,
): Promise<OrganizationSummary[]> {
  const organizations = await listOrganizations(database);
  const counts = await database.query<{ id: number; instances: number; keys: number }>(
    `select o.id,
       (select count(*)::integer from organization_instance i where i.organization_id = o.id) as instances,
       (select count(*)::integer from organization_key k where k.organization_id = o.id
         and (k.valid_until is null or k.valid_until > $1::timestamptz)) as keys
     from organization o`,
    [now.toISOString()],
  );
  const byId = new Map(counts.map((row) => [row.id, row]));
  return organizations.map((organization) => ({
    ...organization,
    instances: byId.get(organization.id)?.instances ?? 0,
    validKeys: byId.get(organization.id)?.keys ?? 0,
  }));
}
