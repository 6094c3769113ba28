import type { Part } from "../../database/part";
import { rowsAfter } from "../../database/part";
import type { ReadContext } from "../rules/context";
import type { PostProblem } from "./postProblems";
import { type WebhookEvent, WebhookEventName } from "./webhookEvents";

/** A webhook as its organization sees it: never its address as a whole, nor its secret. Times are ISO 8601. */
export interface ShownWebhook {
  readonly id: string;
  readonly host: string;
  /** Those of the operator's are told of what is published, and have none. */
  readonly events: readonly WebhookEvent[];
  readonly silentHours: number;
  readonly createdAt: string;
  /** In a row. */
  readonly failures: number;
  /** When it is tried again; null where it answers. */
  readonly resumeAt: string | null;
  readonly waiting: number;
}

/** A line of the log of deliveries. */
export interface ShownDelivery {
  readonly id: string;
  readonly host: string;
  readonly event: string;
  readonly createdAt: string;
  readonly state: "waiting" | "delivered" | "given up";
  readonly attempts: number;
  readonly attemptedAt: string | null;
  readonly status: number | null;
  readonly problem: PostProblem | null;
}

interface OfOrganization {
  /** Null for the operator's. */
  readonly organizationId: number | null;
}

/** The webhooks of an organization, oldest first. */
export async function listWebhooks(
  { database: { prisma } }: ReadContext,
  { organizationId }: OfOrganization,
): Promise<ShownWebhook[]> {
  const rows = await prisma.webhook.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
  const waiting = await prisma.webhookDelivery.groupBy({
    by: ["webhookId"],
    where: { webhookId: { in: rows.map(({ id }) => id) }, state: "waiting" },
    _count: true,
  });
  const counts = new Map(waiting.map(({ webhookId, _count }) => [webhookId, _count]));
  return rows.map(({ id, host, events, silentHours, createdAt, failures, resumeAt }) => ({
    ...{ id, host, silentHours, failures },
    events: WebhookEventName.array().parse(events),
    createdAt: createdAt.toISOString(),
    resumeAt: resumeAt?.toISOString() ?? null,
    waiting: counts.get(id) ?? 0,
  }));
}

/** What an organization's webhooks were told, newest first. */
export async function listDeliveries(
  { database: { prisma } }: ReadContext,
  { organizationId, part }: OfOrganization & { readonly part: Part },
): Promise<ShownDelivery[]> {
  const webhooks = await prisma.webhook.findMany({
    where: { organizationId },
    select: { id: true, host: true },
  });
  const hosts = new Map(webhooks.map(({ id, host }) => [id, host]));
  const rows = await prisma.webhookDelivery.findMany({
    where: { webhookId: { in: [...hosts.keys()] } },
    omit: { body: true, cause: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    ...rowsAfter("id", part),
  });
  return rows.map(({ webhookId, createdAt, attemptedAt, ...row }) => ({
    ...row,
    host: hosts.get(webhookId) ?? "",
    createdAt: createdAt.toISOString(),
    attemptedAt: attemptedAt?.toISOString() ?? null,
    // As they were written; the database checks the one, and nothing else writes the other.
    state: row.state as ShownDelivery["state"],
    problem: row.problem as PostProblem | null,
  }));
}
