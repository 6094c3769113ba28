import { z } from "zod";
import type { Database } from "../../database/types";
import { engineState } from "../../instances/now/engineState";
import { engineMinor } from "../../statistics/declare/engineMinor";
import type { OrganizationInstance } from "../types";

interface InstanceRow {
  readonly instance_key: string;
  readonly number: number;
  readonly instance_id: string;
  readonly project: string | null;
  readonly linked_at: Date;
  readonly registered_at: Date | null;
  readonly last_seen: Date | null;
  readonly started_at: Date | null;
  readonly version: string | null;
  readonly stopped_at: Date | null;
}

const attributesSchema = z.string().nullable();

/** The latest stop is looked for only from the latest start on, among the few events that came after it. */
const instancesStatement = (condition: string) => `
select o.instance_key, o.number, o.instance_id, p.name as project, o.linked_at, o.registered_at,
  i.last_seen, i.started_at, i.attributes ->> 'engine_version' as version, stop.event_time as stopped_at
from organization_instance o
left join project p on p.id = o.project_id
left join instance i on i.instance_key = o.instance_key
  and not exists (select from erasure where erasure.instance_key = o.instance_key)
left join lateral (
  select event_time from event e
  where e.instance_key = o.instance_key and e.event_time >= i.started_at and e.event_type = 'engine_stopped'
  order by event_time desc limit 1
) as stop on true
where ${condition} order by p.name nulls last, o.number`;

/** The instances of an organization, by project. */
export async function listInstances(
  database: Pick<Database, "query">,
  organizationId: number,
  now: Date = new Date(),
): Promise<OrganizationInstance[]> {
  const rows = await database.query<InstanceRow>(instancesStatement("o.organization_id = $1::integer"), [
    organizationId,
  ]);
  return rows.map((row) => toInstance(row, now));
}

/** An instance of an organization by the number that addresses have; null for one of another organization. */
export async function readOrganizationInstance(
  database: Pick<Database, "query">,
  organizationId: number,
  number: number,
  now: Date = new Date(),
): Promise<OrganizationInstance | null> {
  const [row] = await database.query<InstanceRow>(
    instancesStatement("o.organization_id = $1::integer and o.number = $2::integer"),
    [organizationId, number],
  );
  return row === undefined ? null : toInstance(row, now);
}

function toInstance(row: InstanceRow, now: Date): OrganizationInstance {
  const version = attributesSchema.parse(row.version);
  return {
    key: row.instance_key,
    number: row.number,
    instanceId: row.instance_id,
    project: row.project,
    linkedAt: row.linked_at.toISOString(),
    registeredAt: row.registered_at?.toISOString() ?? null,
    version: version === null ? null : engineMinor(version),
    state: engineState(
      {
        startedAt: row.started_at?.toISOString() ?? null,
        stoppedAt: row.stopped_at?.toISOString() ?? null,
        lastSeen: row.last_seen?.toISOString() ?? null,
      },
      now,
    ).kind,
    lastSeen: row.last_seen?.toISOString() ?? null,
  };
}
