import { z } from "zod";
import type { AuditEntry } from "./audit/audit";
import type { SupportGrant } from "./grants/grants";
import { type Organization, type OrganizationInstance, plans } from "./types";
import type { UsageMonth } from "./usage/readUsage";

const time = z.iso.datetime();
const about = <Schema extends z.ZodType>(schema: Schema, description: string) => schema.meta({ description });

/** An organization, as it sees itself. */
export const organizationJsonSchema = z.object({
  alias: z.string(),
  name: z.string(),
  plan: about(z.enum(plans), "The edition of its instances follows from it."),
  billing_active: z.boolean(),
  created_at: time,
});

export function toOrganizationJson(organization: Organization): z.output<typeof organizationJsonSchema> {
  const { alias, name, plan, billingActive, createdAt } = organization;
  return { alias, name, plan, billing_active: billingActive, created_at: createdAt };
}

/** The instances of an organization. */
export const instancesJsonSchema = z.object({
  instances: about(
    z.array(
      z.object({
        number: about(z.int(), "What addresses have in place of the instance ID."),
        instance_id: z.string(),
        project: about(z.string().nullable(), "As the engine registered it."),
        version: about(z.string().nullable(), "Of its latest start, such as `4.1`."),
        state: z.enum(["running", "stopped", "unknown"]),
        last_seen: time.nullable(),
        linked_at: time,
        registered_at: about(time.nullable(), "Null where it only sent events with the key."),
      }),
    ),
    "By project, then by number.",
  ),
});

export function toInstancesJson(
  instances: readonly OrganizationInstance[],
): z.output<typeof instancesJsonSchema> {
  return {
    instances: instances.map((instance) => ({
      number: instance.number,
      instance_id: instance.instanceId,
      project: instance.project,
      version: instance.version,
      state: instance.state,
      last_seen: instance.lastSeen,
      linked_at: instance.linkedAt,
      registered_at: instance.registeredAt,
    })),
  };
}

/** How hours of usage are counted, for everybody who reads them. */
export const usageMethod = [
  "An engine reports its CPUs, its memory and its data at its start and every hour.",
  "Of several reports in an hour (UTC) the last counts; an hour without a report counts nothing.",
  "vCPU-hours, memory GiB-hours and data GiB-hours are the sums of these reports over the hours of a month; a GiB is 1,073,741,824 bytes.",
] as const;

/** Usage by month and instance. */
export const usageJsonSchema = z.object({
  months: about(z.int(), "How many months back, the running one included."),
  method: about(z.string(), "How hours are counted."),
  usage: about(
    z.array(
      z.object({
        month: about(z.string(), "UTC month, `YYYY-MM`."),
        number: about(z.int().nullable(), "Null for instances that are linked no longer, together."),
        instance_id: z.string().nullable(),
        project: z.string().nullable(),
        hours: about(z.int(), "Hours with a report."),
        vcpu_hours: z.number(),
        memory_gib_hours: z.number(),
        data_gib_hours: z.number(),
        data_peak_bytes: about(z.int(), "The largest data size reported."),
      }),
    ),
    "Newest month first.",
  ),
});

export type UsageRow = z.output<typeof usageJsonSchema>["usage"][number];

/** A month of an instance as files and calls have it: sums with three decimals. */
export function toUsageRow(usage: UsageMonth): UsageRow {
  const isLinked = usage.number !== 0;
  return {
    month: usage.month,
    number: isLinked ? usage.number : null,
    instance_id: isLinked ? usage.instanceId : null,
    project: usage.project,
    hours: usage.hours,
    vcpu_hours: toThousandths(usage.vcpuHours),
    memory_gib_hours: toThousandths(usage.memoryGibHours),
    data_gib_hours: toThousandths(usage.dataGibHours),
    data_peak_bytes: usage.dataPeakBytes,
  };
}

export function toUsageJson(usage: readonly UsageMonth[], months: number): z.output<typeof usageJsonSchema> {
  return { months, method: usageMethod.join(" "), usage: usage.map(toUsageRow) };
}

const entrySchema = z.object({
  number: about(z.int(), "From 1 on, without gaps."),
  at: time,
  actor: about(z.string(), "`operator`, `token <name>`, `support <name>` or `engine`."),
  action: z.string(),
  subject: about(z.string(), "What it was done to, in words."),
  grant_id: about(z.uuid().nullable(), "The grant under which support looked, or that was made or revoked."),
  previous: about(z.string(), "The hash of the entry before; 64 zeros for the first."),
  hash: about(z.string(), "SHA-256 of the entry and of `previous`: a changed or missing entry shows."),
});

/** A page of the audit log. */
export const auditJsonSchema = z.object({
  entries: about(z.array(entrySchema), "Newest first."),
  older: about(z.int().nullable(), "Where the next older page begins, for `before`; null at the end."),
});

export type AuditEntryJson = z.output<typeof entrySchema>;

export function toAuditEntryJson({ grantId, ...entry }: AuditEntry): AuditEntryJson {
  const { number, at, actor, action, subject, previous, hash } = entry;
  return { number, at, actor, action, subject, grant_id: grantId, previous, hash };
}

/** Entries of a page of the log. */
export const auditPageEntries = 100;

/** @param entries a page, newest first */
export function toAuditJson(entries: readonly AuditEntry[]): z.output<typeof auditJsonSchema> {
  const oldest = entries.at(-1)?.number ?? 1;
  return { entries: entries.map(toAuditEntryJson), older: oldest > 1 ? oldest : null };
}

/** Grants for support. */
export const grantsJsonSchema = z.object({
  grants: about(
    z.array(
      z.object({
        id: z.uuid(),
        state: z.enum(["active", "ended", "revoked"]),
        instances: about(z.array(z.int()), "Numbers of the instances that support may look at."),
        reason: z.string(),
        granted_by: z.string(),
        granted_at: time,
        ends_at: time,
        revoked_at: time.nullable(),
      }),
    ),
    "Newest first; at most 1,000.",
  ),
});

export function toGrantsJson(grants: readonly SupportGrant[]): z.output<typeof grantsJsonSchema> {
  return {
    grants: grants.map((grant) => ({
      id: grant.id,
      state: grant.state,
      instances: [...grant.instances],
      reason: grant.reason,
      granted_by: grant.grantedBy,
      granted_at: grant.grantedAt,
      ends_at: grant.endsAt,
      revoked_at: grant.revokedAt,
    })),
  };
}

function toThousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
