import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { selected } from "../../database/selected";
import type { Session } from "../../database/types";
import { readWatermark } from "../stream/foldMarks";
import { collectPublications } from "./collectPublications";
import { type WebhookEvent, WebhookEventName } from "./webhookEvents";

const hourMs = 3_600_000;

/** Entries of audit logs that are looked at in a turn; the others are in the next one. */
const entriesOfTurn = 1_000;

/** An instance that fell silent longer ago is told of no more: the service was away, and everybody knows by now. */
const silenceToldForMs = 7 * 24 * hourMs;

interface Told {
  readonly webhookId: string;
  readonly event: WebhookEvent;
  readonly cause: string;
  readonly at: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/**
 * Writes down what webhooks are to be told of what happened since the last turn. What it looks at only grows (the audit log
 * by its numbers, events by their folds), and how far it came is written in the same transaction: nothing is told twice or
 * left out, however turns end.
 * @param database of a transaction
 */
export async function collectDeliveries(database: Session, now: Date): Promise<void> {
  const { prisma } = database;
  await collectPublications(database, now);
  const webhooks = await prisma.webhook.findMany({
    where: { organizationId: { not: null } },
    select: { id: true, events: true },
  });
  if (webhooks.length === 0) return;
  const wants = new Map(
    webhooks.map(({ id, events }) => [id, new Set(WebhookEventName.array().parse(events))]),
  );
  const told = [
    ...(await collectAudit(database)),
    ...(await collectAlerts(database)),
    ...(await collectSilent(database, now)),
  ].filter(({ webhookId, event }) => wants.get(webhookId)?.has(event));
  await prisma.webhookDelivery.createMany({
    data: told.map(({ webhookId, event, cause, at, data }) => ({
      ...{ id: randomUUID(), webhookId, event, cause, createdAt: now },
      body: JSON.stringify({ type: event, at, data }),
    })),
    skipDuplicates: true,
  });
}

async function collectAudit({ sql: tables, prisma }: Session): Promise<Told[]> {
  const entries = await tables
    .selectFrom("webhook")
    .innerJoin("audit_entry as entry", "entry.organization_id", "webhook.organization_id")
    .whereRef("entry.number", ">", "webhook.audit_through")
    .select(["webhook.id", "entry.number", "entry.at", "entry.action", "entry.subject"])
    .orderBy("entry.number")
    .limit(entriesOfTurn)
    .execute();
  const through = new Map(entries.map(({ id, number }) => [id, number]));
  for (const [id, number] of through)
    await prisma.webhook.update({ where: { id }, data: { auditThrough: number } });
  return entries.flatMap(({ id, number, at, action, subject }): Told[] => {
    const common = { webhookId: id, cause: `audit ${number}`, at: at.toISOString() };
    if (action === "billing changed" && subject === "not active")
      return [{ ...common, event: "billing.off", data: { audit_entry: number } }];
    if (action !== "support looked") return [];
    const instance = Number(/^instance (\d+):/.exec(subject)?.[1]);
    return [{ ...common, event: "support.looked", data: { audit_entry: number, instance } }];
  });
}

/** What is looked at of a webhook to tell it of instances. */
const ofInstances = selected("id", "organizationId", "eventsThrough", "silentHours", "createdAt");

/**
 * Webhooks are few and on the coordinator of a cluster, instances and events are spread: they are joined here, not in the
 * database.
 */
async function readWebhooks({ prisma }: Session) {
  const webhooks = await prisma.webhook.findMany({
    where: { organizationId: { not: null } },
    select: ofInstances,
  });
  const organizations = new Set(webhooks.flatMap(({ organizationId }) => organizationId ?? []));
  return { webhooks, organizations: [...organizations] };
}

async function collectAlerts(database: Session): Promise<Told[]> {
  const watermark = await readWatermark(database);
  const { webhooks, organizations } = await readWebhooks(database);
  const through = webhooks.reduce((least, one) => Math.min(least, Number(one.eventsThrough)), watermark);
  const alerts = await database.sql
    .selectFrom("visible_organization_instance as link")
    .innerJoin("visible_event as event", "event.instance_key", "link.instance_key")
    .where((where) => where("link.organization_id", "=", where.fn.any(where.val(organizations))))
    .where("event.event_type", "=", "alert")
    .where("event.fold", ">", through)
    .where("event.fold", "<=", watermark)
    .select(({ ref }) => [
      "link.organization_id as organizationId",
      ref("link.number").$castTo<number>().as("instance"),
      ref("event.fold").$castTo<number>().as("fold"),
      "event.id as eventId",
      "event.event_time as at",
      sql<string | null>`${ref("event.data")} ->> 'level'`.as("level"),
    ])
    .orderBy("event.event_time")
    .execute();
  await database.prisma.webhook.updateMany({
    where: { eventsThrough: { lt: watermark } },
    data: { eventsThrough: watermark },
  });
  return alerts.flatMap(({ organizationId, instance, fold, eventId, at, level }): Told[] => {
    const told = webhooks.filter(
      (webhook) => webhook.organizationId === organizationId && fold > Number(webhook.eventsThrough),
    );
    const data = { instance, level: level ?? "unknown" };
    return told.flatMap(({ id }): Told[] => {
      const common = { webhookId: id, at: at.toISOString() };
      return [
        { ...common, event: "alert.received", cause: `alert ${eventId}`, data },
        ...(level === "refresh_failed"
          ? [{ ...common, event: "refresh.failed" as const, cause: `refresh ${eventId}`, data: { instance } }]
          : []),
      ];
    });
  });
}

/** Those that became silent since the webhook is there. Usage reports are a sign of life like events. */
async function collectSilent(database: Session, now: Date): Promise<Told[]> {
  const { webhooks, organizations } = await readWebhooks(database);
  const hours = webhooks.map(({ silentHours }) => silentHours);
  const lastSign = sql<Date>`greatest(instance.last_seen, coalesce(usage.reported_at, usage.hour))`;
  const rows = await database.sql
    .selectFrom("visible_organization_instance as link")
    .leftJoin("visible_instance as instance", "instance.instance_key", "link.instance_key")
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom("usage_hour")
          .whereRef("usage_hour.instance_key", "=", "link.instance_key")
          .whereRef("usage_hour.organization_id", "=", "link.organization_id")
          .orderBy("usage_hour.hour", "desc")
          .limit(1)
          .select(["usage_hour.hour", "usage_hour.reported_at"])
          .as("usage"),
      (join) => join.onTrue(),
    )
    .where((where) => where("link.organization_id", "=", where.fn.any(where.val(organizations))))
    .where(lastSign, "<=", new Date(now.getTime() - Math.min(...hours) * hourMs))
    .where(lastSign, ">", new Date(now.getTime() - silenceToldForMs - Math.max(...hours) * hourMs))
    .select(({ ref }) => [
      "link.organization_id as organizationId",
      ref("link.number").$castTo<number>().as("instance"),
      lastSign.as("lastSeen"),
    ])
    .execute();
  return rows.flatMap(({ organizationId, instance, lastSeen }) =>
    webhooks.flatMap((webhook): Told[] => {
      const silentAt = new Date(lastSeen.getTime() + webhook.silentHours * hourMs);
      const isTold =
        webhook.organizationId === organizationId &&
        silentAt <= now &&
        silentAt.getTime() > now.getTime() - silenceToldForMs &&
        silentAt > webhook.createdAt;
      if (!isTold) return [];
      return [
        {
          ...{ webhookId: webhook.id, event: "instance.silent", at: silentAt.toISOString() },
          // Once for each silence: the next one begins with another sign of life.
          cause: `silent ${instance} ${lastSeen.toISOString()}`,
          data: { instance, hours: webhook.silentHours, last_seen: lastSeen.toISOString() },
        },
      ];
    }),
  );
}
