import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import type { MadeSecret } from "../../settings/makeSecret";
import { audited } from "../audit/audited";
import { numeric, ofOrganization } from "../rules/fields";
import { limits } from "../rules/limits";
import { OrganizationProblem } from "../rules/organizationProblem";
import { readWatermark } from "../stream/foldMarks";
import { secretOf } from "./postSigned";
import { testEvent, WebhookEventName } from "./webhookEvents";

const longestUrl = 2_000;

/** What can be an address of a webhook. Whether it leads inward is seen each time it is sent to. */
export const WebhookUrl = z
  .string("webhook-url")
  .trim()
  .max(longestUrl, "webhook-url")
  .refine(isUsable, "webhook-url");

export const AddWebhook = z.object({
  ...ofOrganization,
  url: WebhookUrl,
  events: z
    .array(WebhookEventName, "webhook-events")
    .min(1, "webhook-events")
    .transform((names) => [...new Set(names)]),
  silentHours: numeric(
    z.int("webhook-hours").min(1, "webhook-hours").max(limits.silentHours, "webhook-hours"),
  ),
});

const OneWebhook = z.object({ ...ofOrganization, id: z.uuid("no-webhook") });

/** Adds a webhook. It is told of what happens from now on. @returns what it is signed with, to be shown once */
export const addWebhook = audited(AddWebhook, async ({ database, pseudonyms, now }, wanted) => {
  const { organizationId, url, events, silentHours } = wanted;
  const { prisma } = database;
  if ((await prisma.webhook.count({ where: { organizationId } })) >= limits.webhooks)
    throw new OrganizationProblem("webhook-count");
  const made: MadeSecret = { id: randomUUID(), value: secretOf(randomBytes(32)) };
  const { host } = new URL(url);
  const { auditEntries } = await prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { auditEntries: true },
  });
  await prisma.webhook.create({
    data: {
      ...{ id: made.id, organizationId, host, events, silentHours, createdAt: now },
      sealedUrl: pseudonyms.seal(url),
      sealedSecret: pseudonyms.seal(made.value),
      auditThrough: auditEntries,
      eventsThrough: await readWatermark(database),
    },
  });
  return { result: made, organizationId, action: "webhook added", subject: host };
});

/** Removes a webhook, with what it was told and what it still was to be told. */
export const removeWebhook = audited(OneWebhook, async ({ database: { prisma } }, { organizationId, id }) => {
  const webhook = await prisma.webhook.findFirst({ where: { id, organizationId }, select: { host: true } });
  if (webhook === null) throw new OrganizationProblem("no-webhook");
  await prisma.webhookDelivery.deleteMany({ where: { webhookId: id } });
  await prisma.webhook.delete({ where: { id } });
  return { result: undefined, organizationId, action: "webhook removed", subject: webhook.host };
});

/** Sends a webhook a delivery that says nothing, at the next turn, however long its receiver was away. */
export const testWebhook = audited(
  OneWebhook,
  async ({ database: { prisma }, now }, { organizationId, id }) => {
    const webhook = await prisma.webhook.findFirst({ where: { id, organizationId }, select: { host: true } });
    if (webhook === null) throw new OrganizationProblem("no-webhook");
    await prisma.webhookDelivery.create({ data: testDelivery(id, now) });
    await prisma.webhook.update({ where: { id }, data: { resumeAt: null } });
    return { result: undefined, organizationId, action: "webhook tested", subject: webhook.host };
  },
);

/** What is sent to say nothing. */
export function testDelivery(webhookId: string, now: Date) {
  const body = JSON.stringify({ type: testEvent, at: now.toISOString(), data: {} });
  return { id: randomUUID(), webhookId, event: testEvent, cause: randomUUID(), body, createdAt: now };
}

function isUsable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "" && hostname !== "";
}
