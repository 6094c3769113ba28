import type { Database } from "../../database/types";

/** What an instance used in a month (UTC), from its hourly reports. */
export interface UsageMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly number: number;
  readonly instanceId: string;
  readonly project: string | null;
  /** Hours with a report. */
  readonly hours: number;
  /** Sum over these hours of the CPUs reported. */
  readonly vcpuHours: number;
  /** Sum over these hours of the memory reported, in GiB. */
  readonly memoryGibHours: number;
  /** Sum over these hours of the data reported, in GiB. */
  readonly dataGibHours: number;
  /** The largest data size reported, in bytes. */
  readonly dataPeakBytes: number;
}

interface UsageRow {
  readonly month: string;
  readonly number: number;
  readonly instance_id: string;
  readonly project: string | null;
  readonly hours: number;
  readonly vcpu_hours: number;
  readonly memory_gib_hours: number;
  readonly data_gib_hours: number;
  readonly data_peak: number;
}

/**
 * The usage of an organization by month and instance, newest month first.
 * @param months how many months back from this one
 * @param key only this instance
 */
export async function readUsage(
  database: Pick<Database, "query">,
  organizationId: number,
  { months, now, key = null }: { readonly months: number; readonly now: Date; readonly key?: string | null },
): Promise<UsageMonth[]> {
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1)).toISOString();
  const rows = await database.query<UsageRow>(
    `select to_char(u.hour at time zone 'UTC', 'YYYY-MM') as month, coalesce(o.number, 0) as number,
       coalesce(o.instance_id, '') as instance_id, p.name as project,
       count(*)::integer as hours, sum(u.cpu)::float8 as vcpu_hours,
       (sum(u.total_memory) / 1073741824.0)::float8 as memory_gib_hours,
       (sum(u.data_size) / 1073741824.0)::float8 as data_gib_hours,
       max(u.data_size)::float8 as data_peak
     from usage_hour u
     left join organization_instance o on o.instance_key = u.instance_key
     left join project p on p.id = o.project_id
     where u.organization_id = $1::integer and u.hour >= $2::timestamptz and ($3::uuid is null or u.instance_key = $3::uuid)
     group by 1, 2, 3, 4 order by 1 desc, 4 nulls last, 2`,
    [organizationId, from, key],
  );
  return rows.map((row) => ({
    month: row.month,
    number: row.number,
    instanceId: row.instance_id,
    project: row.project,
    hours: row.hours,
    vcpuHours: row.vcpu_hours,
    memoryGibHours: row.memory_gib_hours,
    dataGibHours: row.data_gib_hours,
    dataPeakBytes: row.data_peak,
  }));
}
