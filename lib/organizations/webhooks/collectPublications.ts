import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Session } from "../../database/types";
import type { PublicationEvent } from "./webhookEvents";

/** What of a stored release is told: the rest is at its address. */
const aboutSchema = z.object({
  changes: z.object({
    added: z.array(z.string()),
    revised: z.array(z.object({ week: z.string(), revision: z.int(), reason: z.string() })),
    format: z.array(z.string()),
  }),
});

const event: PublicationEvent = "release.published";

/**
 * Writes down what webhooks of the operator's are to be told of: releases since the last turn, by their numbers. How far it came
 * is written in the same transaction.
 * @param database of a transaction
 */
export async function collectPublications({ prisma }: Pick<Session, "prisma">, now: Date): Promise<void> {
  const webhooks = await prisma.webhook.findMany({
    where: { organizationId: null },
    select: { id: true, releasesThrough: true },
  });
  if (webhooks.length === 0) return;
  const releases = await prisma.release.findMany({
    where: { number: { gt: Math.min(...webhooks.map(({ releasesThrough }) => releasesThrough)) } },
    orderBy: { number: "asc" },
  });
  const last = releases.at(-1)?.number;
  if (last === undefined) return;
  await prisma.webhookDelivery.createMany({
    data: webhooks.flatMap(({ id: webhookId, releasesThrough }) =>
      releases
        .filter(({ number }) => number > releasesThrough)
        .map(({ id, number, publishedAt, sums, about }) => ({
          ...{ id: randomUUID(), webhookId, event, cause: `release ${id}`, createdAt: now },
          body: JSON.stringify({
            type: event,
            at: publishedAt.toISOString(),
            data: { id, number, path: `/releases/${id}`, sums, ...aboutSchema.parse(about).changes },
          }),
        })),
    ),
    skipDuplicates: true,
  });
  await prisma.webhook.updateMany({
    where: { organizationId: null, releasesThrough: { lt: last } },
    data: { releasesThrough: last },
  });
}
