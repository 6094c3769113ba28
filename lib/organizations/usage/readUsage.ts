import { sql } from "kysely";
import { z } from "zod";
import type { OrganizationContext } from "../rules/context";
import { ofOrganization, parseInput, type Unparsed } from "../rules/fields";
import { monthsParameter } from "./usageMonths";

/** What an instance used in a month (UTC), from its hourly reports. */
export interface UsageMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** 0 for all instances that are the organization's no longer, together. */
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

export const ReadUsage = z.object({
  ...ofOrganization,
  months: monthsParameter,
  /** Only of this instance. */
  key: z.uuid().optional(),
});

/** What an organization's instances used. */
export interface UsageReport {
  /** How many months back from this one. */
  readonly months: number;
  /** By month and instance, newest month first. */
  readonly usage: readonly UsageMonth[];
}

const gib = 2 ** 30;

/** Reads the usage of an organization. @throws OrganizationProblem for months that cannot be used */
export async function readUsage(
  { database, now }: Pick<OrganizationContext, "database" | "now">,
  input: Unparsed<typeof ReadUsage>,
): Promise<UsageReport> {
  const { organizationId, months, key } = parseInput(ReadUsage, input);
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1));
  const rows = await database.sql
    .selectFrom("usage_hour as usage")
    .leftJoin("organization_instance as link", (join) =>
      join
        .onRef("link.instance_key", "=", "usage.instance_key")
        .onRef("link.organization_id", "=", "usage.organization_id"),
    )
    .leftJoin("project", "project.id", "link.project_id")
    .where("usage.organization_id", "=", organizationId)
    .where("usage.hour", ">=", from)
    .$if(key !== undefined, (query) => query.where("usage.instance_key", "=", key ?? ""))
    .select(({ fn, ref, cast, val }) => [
      sql<string>`to_char(${ref("usage.hour")} at time zone 'UTC', 'YYYY-MM')`.as("month"),
      cast<number>(fn.coalesce("link.number", val(0)), "bigint").as("number"),
      fn.coalesce("link.instance_id", val("")).as("instanceId"),
      "project.name as project",
      cast<number>(fn.countAll(), "integer").as("hours"),
      cast<number>(fn.sum("usage.cpu"), "float8").as("vcpuHours"),
      cast<number>(fn.sum("usage.total_memory"), "float8").as("memoryByteHours"),
      cast<number>(fn.sum("usage.data_size"), "float8").as("dataByteHours"),
      cast<number>(fn.max("usage.data_size"), "float8").as("dataPeakBytes"),
    ])
    .groupBy(["month", "link.number", "link.instance_id", "project.name"])
    .orderBy("month", "desc")
    .orderBy("number")
    .execute();
  const usage = rows.map(({ memoryByteHours, dataByteHours, ...row }) => ({
    ...row,
    memoryGibHours: memoryByteHours / gib,
    dataGibHours: dataByteHours / gib,
  }));
  return { months, usage };
}
