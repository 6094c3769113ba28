import type { Session } from "../../database/types";
import { boundsOf } from "./month";

/** What the reports of an instance of a month come to, exactly. Sums are digits. */
export interface MonthRow {
  readonly number: number | null;
  readonly project: string | null;
  readonly hours: number;
  readonly vcpuHours: string;
  readonly memoryByteHours: string;
  readonly dataByteHours: string;
  readonly dataPeakBytes: string;
  readonly firstHour: Date;
  readonly lastHour: Date;
  /** Whether it reported to this organization before the month. */
  readonly hadReported: boolean;
}

/** An instance that is linked and reported nothing in a month. */
export interface UnreportedRow {
  readonly number: number;
  readonly project: string | null;
  readonly hasRegistered: boolean;
  readonly hadReported: boolean;
}

interface OfMonth {
  readonly organizationId: number;
  readonly month: string;
}

/** The instances that reported in a month, those that are linked no longer included. */
export function readMonthRows(
  { sql }: Pick<Session, "sql">,
  { organizationId, month }: OfMonth,
): Promise<MonthRow[]> {
  const { from, to } = boundsOf(month);
  return sql
    .selectFrom(({ selectFrom }) =>
      selectFrom("usage_hour")
        .where("organization_id", "=", organizationId)
        .where("hour", ">=", from)
        .where("hour", "<", to)
        .groupBy("instance_key")
        .select(({ fn, cast }) => [
          "instance_key",
          cast<number>(fn.countAll(), "integer").as("hours"),
          cast<string>(fn.sum("cpu"), "text").as("vcpuHours"),
          cast<string>(fn.sum("total_memory"), "text").as("memoryByteHours"),
          cast<string>(fn.sum("data_size"), "text").as("dataByteHours"),
          cast<string>(fn.max("data_size"), "text").as("dataPeakBytes"),
          fn.min("hour").as("firstHour"),
          fn.max("hour").as("lastHour"),
        ])
        .as("usage"),
    )
    .leftJoin("organization_instance as link", (join) =>
      join
        .onRef("link.instance_key", "=", "usage.instance_key")
        .on("link.organization_id", "=", organizationId),
    )
    .leftJoin("project", "project.id", "link.project_id")
    .select(({ ref, exists, selectFrom, val }) => [
      ref("link.number").$castTo<number | null>().as("number"),
      "project.name as project",
      "usage.hours",
      "usage.vcpuHours",
      "usage.memoryByteHours",
      "usage.dataByteHours",
      "usage.dataPeakBytes",
      "usage.firstHour",
      "usage.lastHour",
      exists(
        selectFrom("usage_hour as before")
          .whereRef("before.instance_key", "=", "usage.instance_key")
          .where("before.organization_id", "=", organizationId)
          .where("before.hour", "<", from)
          .select(val(1).as("one")),
      )
        .$castTo<boolean>()
        .as("hadReported"),
    ])
    .orderBy("link.number")
    .execute();
}

/** The instances that were linked by the end of a month and reported nothing in it. */
export function readUnreported(
  { sql }: Pick<Session, "sql">,
  { organizationId, month }: OfMonth,
): Promise<UnreportedRow[]> {
  const { from, to } = boundsOf(month);
  return sql
    .selectFrom("organization_instance as link")
    .leftJoin("project", "project.id", "link.project_id")
    .where("link.organization_id", "=", organizationId)
    .where("link.linked_at", "<", to)
    .where(({ not, exists, selectFrom, val }) =>
      not(
        exists(
          selectFrom("usage_hour as usage")
            .whereRef("usage.instance_key", "=", "link.instance_key")
            .where("usage.organization_id", "=", organizationId)
            .where("usage.hour", ">=", from)
            .where("usage.hour", "<", to)
            .select(val(1).as("one")),
        ),
      ),
    )
    .select(({ ref, exists, selectFrom, val, eb }) => [
      ref("link.number").$castTo<number>().as("number"),
      "project.name as project",
      eb("link.registered_at", "is not", null).$castTo<boolean>().as("hasRegistered"),
      exists(
        selectFrom("usage_hour as before")
          .whereRef("before.instance_key", "=", "link.instance_key")
          .where("before.organization_id", "=", organizationId)
          .where("before.hour", "<", from)
          .select(val(1).as("one")),
      )
        .$castTo<boolean>()
        .as("hadReported"),
    ])
    .orderBy("link.number")
    .execute();
}
