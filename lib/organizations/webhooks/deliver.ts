import type { Database } from "../../database/types";
import type { Turn } from "../../jobs/job";
import type { Pseudonyms } from "../../settings/pseudonyms";
import { noteFoldMark } from "../stream/foldMarks";
import { collectDeliveries } from "./collect";
import type { Post, PostResult } from "./postSigned";

const secondMs = 1_000;
const hourMs = 3_600_000;

/** How long a receiver is left alone after so many failures in a row; after the last one as long again and again. */
const backOffMs = [10, 60, 300, 900, 3_600].map((seconds) => seconds * secondMs);

/** What could not be delivered for so long is given up. */
export const givenUpAfterHours = 72;

/** So long the log of deliveries goes back. */
export const keptDays = 30;

/** A receiver gets so much of a turn; what is left comes in the next one. A slow one holds up nobody but itself. */
const webhookTurnMs = 20 * secondMs;
const deliveriesOfTurn = 50;
const webhooksAtOnce = 8;

interface Delivering {
  readonly database: Database;
  readonly pseudonyms: Pick<Pseudonyms, "unseal">;
  readonly post: (post: Post) => Promise<PostResult>;
  readonly now: () => Date;
  readonly turn: Turn;
}

/** A turn of the job: looks at what happened, and sends what is due. */
export async function runWebhooks(delivering: Delivering): Promise<void> {
  const { database, now, turn } = delivering;
  await noteFoldMark(database);
  if (!(await turn.write((session) => collectDeliveries(session, now())))) return;
  const { prisma } = database;
  const at = now().getTime();
  await prisma.webhookDelivery.updateMany({
    where: { state: "waiting", createdAt: { lt: new Date(at - givenUpAfterHours * hourMs) } },
    data: { state: "given up" },
  });
  await prisma.webhookDelivery.deleteMany({
    where: { createdAt: { lt: new Date(at - keptDays * 24 * hourMs) } },
  });
  const due = await prisma.webhook.findMany({
    where: { OR: [{ resumeAt: null }, { resumeAt: { lte: now() } }] },
    orderBy: { createdAt: "asc" },
  });
  for (let first = 0; first < due.length; first += webhooksAtOnce) {
    if (!(await turn.goOn())) return;
    await Promise.all(due.slice(first, first + webhooksAtOnce).map((one) => deliverTo(one, delivering)));
  }
}

interface Receiver {
  readonly id: string;
  readonly sealedUrl: string;
  readonly sealedSecret: string;
  readonly failures: number;
}

/** In the order in which it happened; what failed before comes after what was not tried yet, so that one that is never taken holds up no other. */
async function deliverTo(receiver: Receiver, { database, pseudonyms, post, now }: Delivering): Promise<void> {
  const { prisma } = database;
  const url = pseudonyms.unseal(receiver.sealedUrl);
  const secret = pseudonyms.unseal(receiver.sealedSecret);
  if (url === null || secret === null) return;
  const waiting = await prisma.webhookDelivery.findMany({
    where: { webhookId: receiver.id, state: "waiting" },
    orderBy: [{ attempts: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    take: deliveriesOfTurn,
  });
  const endsAt = now().getTime() + webhookTurnMs;
  let { failures } = receiver;
  for (const { id, body } of waiting) {
    const { status, problem } = await post({ url, secret, id, body, now: now() });
    const isDelivered = problem === null;
    failures = isDelivered ? 0 : failures + 1;
    const pause = backOffMs[Math.min(failures, backOffMs.length) - 1] ?? 0;
    // The one may have been removed meanwhile.
    await prisma.webhookDelivery.updateMany({
      where: { id, state: "waiting" },
      data: {
        ...(isDelivered ? { state: "delivered" } : {}),
        ...{ attempts: { increment: 1 }, attemptedAt: now(), status, problem },
      },
    });
    await prisma.webhook.updateMany({
      where: { id: receiver.id },
      data: { failures, resumeAt: isDelivered ? null : new Date(now().getTime() + pause) },
    });
    if (!isDelivered || now().getTime() >= endsAt) return;
  }
}
