import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import type { MadeSecret } from "../../settings/makeSecret";
import type { OrganizationContext } from "../rules/context";
import { parseInput, type Unparsed } from "../rules/fields";
import { limits } from "../rules/limits";
import { OrganizationProblem } from "../rules/organizationProblem";
import { testDelivery, WebhookUrl } from "./changeWebhooks";
import { secretOf } from "./postSigned";

const AddOperatorWebhook = z.object({ url: WebhookUrl });
const OneOperatorWebhook = z.object({ id: z.uuid("no-webhook") });

type Context = Pick<OrganizationContext, "database" | "pseudonyms" | "now">;

/**
 * Adds a webhook of the operator's, which is told of every release from now on. Only what is public is sent to it, so no audit
 * log tells of it.
 * @returns what it is signed with, to be shown once
 * @throws OrganizationProblem for an address that cannot be used, and where there are too many
 */
export async function addOperatorWebhook(
  { database: { prisma }, pseudonyms, now }: Context,
  input: Unparsed<typeof AddOperatorWebhook>,
): Promise<MadeSecret> {
  const { url } = parseInput(AddOperatorWebhook, input);
  if ((await prisma.webhook.count({ where: { organizationId: null } })) >= limits.webhooks)
    throw new OrganizationProblem("webhook-count");
  const made: MadeSecret = { id: randomUUID(), value: secretOf(randomBytes(32)) };
  const { _max: newest } = await prisma.release.aggregate({ _max: { number: true } });
  await prisma.webhook.create({
    data: {
      ...{ id: made.id, organizationId: null, host: new URL(url).host, events: [], createdAt: now },
      sealedUrl: pseudonyms.seal(url),
      sealedSecret: pseudonyms.seal(made.value),
      releasesThrough: newest.number ?? 0,
      // What organizations' are told of.
      ...{ silentHours: 1, auditThrough: 0, eventsThrough: 0 },
    },
  });
  return made;
}

/** Removes one, with what it was told and still was to be told. @throws OrganizationProblem where there is none */
export async function removeOperatorWebhook(
  { database: { prisma } }: Pick<Context, "database">,
  input: Unparsed<typeof OneOperatorWebhook>,
): Promise<void> {
  const { id } = await findOne({ prisma }, input);
  await prisma.webhookDelivery.deleteMany({ where: { webhookId: id } });
  await prisma.webhook.delete({ where: { id } });
}

/** Sends one a delivery that says nothing, at the next turn. @throws OrganizationProblem where there is none */
export async function testOperatorWebhook(
  { database: { prisma }, now }: Pick<Context, "database" | "now">,
  input: Unparsed<typeof OneOperatorWebhook>,
): Promise<void> {
  const { id } = await findOne({ prisma }, input);
  await prisma.webhookDelivery.create({ data: testDelivery(id, now) });
  await prisma.webhook.update({ where: { id }, data: { resumeAt: null } });
}

async function findOne(
  { prisma }: Pick<Context["database"], "prisma">,
  input: Unparsed<typeof OneOperatorWebhook>,
): Promise<{ readonly id: string }> {
  const { id } = parseInput(OneOperatorWebhook, input);
  const found = await prisma.webhook.findFirst({ where: { id, organizationId: null }, select: { id: true } });
  if (found === null) throw new OrganizationProblem("no-webhook");
  return found;
}
