import { sql as statement } from "kysely";
import type { z } from "zod";
import { isoTimes } from "../../database/isoTimes";
import type { Part } from "../../database/part";
import type { Session } from "../../database/types";
import type { InCode } from "../../http/json";
import { engineState } from "../../instances/now/engineState";
import { widestWindowDays } from "../../statistics/count/loadFrames";
import { engineMinor } from "../../statistics/declare/engineMinor";
import { addDays, dayOf, startOfDay } from "../../words/period";
import type { OrganizationContext } from "../rules/context";
import { instanceNumber } from "../rules/fields";
import type { instancesJsonSchema } from "./instancesJson";

type InstancesJson = z.output<typeof instancesJsonSchema>;

/** An instance of an organization. Times are ISO 8601. */
export type LinkedInstance = InCode<InstancesJson["instances"][number]> & { readonly key: string };

type Context = Pick<OrganizationContext, "database" | "now">;

/** The instances of an organization by number: all, or a part after one of them. */
export async function listLinkedInstances(
  { database, now }: Context,
  { organizationId, part }: { readonly organizationId: number; readonly part?: Part },
): Promise<LinkedInstance[]> {
  const rows = await select(database)
    .where("link.organization_id", "=", organizationId)
    .$if(part !== undefined, (some) =>
      some.where("link.number", ">", Number(part?.after ?? 0)).limit(part?.take ?? 0),
    )
    .execute();
  return rows.map((row) => toInstance(row, now));
}

/** How many instances an organization has, of how many projects, and how many of them sent something lately. */
export interface LinkedCounts {
  readonly instances: number;
  readonly projects: number;
  readonly active: number;
}

/** @throws DatabaseUnavailable */
export async function countLinkedInstances(
  { database: { sql }, now }: Context,
  { organizationId }: { readonly organizationId: number },
): Promise<LinkedCounts> {
  const since = startOfDay(addDays(dayOf(now), 1 - widestWindowDays));
  const row = await sql
    .selectFrom("organization_instance as link")
    .leftJoin("visible_instance as instance", "instance.instance_key", "link.instance_key")
    .where("link.organization_id", "=", organizationId)
    .select(({ fn }) => [
      fn.countAll<number>().as("instances"),
      fn.count<number>("link.project_id").distinct().as("projects"),
      fn.countAll<number>().filterWhere("instance.last_seen", ">=", since).as("active"),
    ])
    .executeTakeFirst();
  return row ?? { instances: 0, projects: 0, active: 0 };
}

/** An instance of an organization by the number that addresses have; null for one of another organization. */
export async function readLinkedInstance(
  { database, now }: Context,
  { organizationId, number: asked }: { readonly organizationId: number; readonly number: unknown },
): Promise<LinkedInstance | null> {
  const number = instanceNumber.safeParse(asked);
  if (!number.success) return null;
  const row = await select(database)
    .where("link.organization_id", "=", organizationId)
    .where("link.number", "=", number.data)
    .executeTakeFirst();
  return row === undefined ? null : toInstance(row, now);
}

/** The latest stop is looked for only from the latest start on, among the few events that came after it. */
function select({ sql }: Session) {
  return sql
    .selectFrom("organization_instance as link")
    .leftJoin("project", "project.id", "link.project_id")
    .leftJoin("visible_instance as instance", "instance.instance_key", "link.instance_key")
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom("visible_event as event")
          .whereRef("event.instance_key", "=", "link.instance_key")
          .whereRef("event.event_time", ">=", "instance.started_at")
          .where("event.event_type", "=", "engine_stopped")
          .orderBy("event.event_time", "desc")
          .limit(1)
          .select("event.event_time as stoppedAt")
          .as("stop"),
      (join) => join.onTrue(),
    )
    .orderBy("link.number")
    .select(({ ref }) => [
      "link.instance_key as key",
      ref("link.number").$castTo<number>().as("number"),
      "link.instance_id as instanceId",
      "project.name as project",
      "link.linked_at as linkedAt",
      "link.registered_at as registeredAt",
      "instance.last_seen as lastSeen",
      "instance.started_at as startedAt",
      statement<string | null>`${ref("instance.attributes")} ->> 'engine_version'`.as("version"),
      "stop.stoppedAt",
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

function toInstance(row: Row, now: Date): LinkedInstance {
  const { startedAt, stoppedAt, ...shown } = isoTimes(row);
  return {
    ...shown,
    version: shown.version === null ? null : engineMinor(shown.version),
    state: engineState({ startedAt, stoppedAt, lastSeen: shown.lastSeen }, now).kind,
  };
}
