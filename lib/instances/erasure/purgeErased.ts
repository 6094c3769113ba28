import { maintainDatabase } from "../../database/maintain";
import { keepFoldsOut } from "../../database/openFolds";
import type { Database, Session } from "../../database/types";
import { undoDays } from "./eraseInstance";
import { countStored } from "./receipt";

/** Events deleted in one transaction before the last. */
const chunkEvents = 5_000;

/** Whoever waits longer for the folds at work lets them go first and comes again. */
const lockPatience = "1s";

const rollUps = ["instance_day", "instance_week_unknown"] as const;

interface PurgeOptions {
  readonly now: Date;
  /** Asked between two steps. */
  readonly goOn?: () => Promise<boolean>;
}

/**
 * Deletes what is due, instance by instance. An engine may be sending at the same time: what it sends before the last
 * transaction goes too, what comes after begins a new record. A purge that is interrupted is finished by the next call.
 * @returns how many instances were purged
 * @throws the first error of an instance, when all others are done
 */
export async function purgeErased(
  database: Database,
  { now, goOn = async () => true }: PurgeOptions,
): Promise<number> {
  // Set by a clock that was ahead: nobody is made to wait longer than from now on.
  const latest = new Date(now.getTime() + undoDays * 86_400_000);
  await database.prisma.erasure.updateMany({
    where: { purgeAt: { gt: new Date(latest.getTime() + 3_600_000) } },
    data: { purgeAt: latest },
  });
  const due = await database.prisma.erasure.findMany({
    where: { purgeAt: { lte: now } },
    orderBy: { purgeAt: "asc" },
    take: 100,
  });
  let purged = 0;
  const errors: unknown[] = [];
  for (const { instanceKey, receiptId } of due) {
    try {
      await begin(database, instanceKey, receiptId);
      do {
        if (!(await goOn())) return purged;
      } while ((await deleteEvents(database, instanceKey, chunkEvents)) === chunkEvents);
      await finish(database, instanceKey, receiptId, now);
      purged += 1;
    } catch (error) {
      errors.push(error);
    }
  }
  // Deleted rows stay in the files until they are vacuumed.
  if (purged > 0) await maintainDatabase(database, goOn);
  if (errors.length > 0) throw errors[0];
  return purged;
}

async function finish(database: Database, key: string, id: string, now: Date): Promise<void> {
  await database.transaction(async ({ prisma, withErased, query }) => {
    await query(`set local lock_timeout = '${lockPatience}'`);
    await keepFoldsOut({ query });
    await deleteEvents({ withErased }, key);
    for (const table of [...rollUps, "instance", "erasure"] as const)
      await withErased.deleteFrom(table).where("instance_key", "=", key).execute();
    await prisma.erasureReceipt.update({ where: { id }, data: { purgedAt: now } });
  });
}

/** From here on it cannot be undone. The receipt gets the counts of what is deleted, once. */
async function begin(database: Database, key: string, id: string): Promise<void> {
  await database.transaction(async (session) => {
    const { erasure, erasureReceipt } = session.prisma;
    const { count } = await erasure.updateMany({
      where: { instanceKey: key, purging: false },
      data: { purging: true },
    });
    if (count === 0) return;
    await erasureReceipt.update({ where: { id }, data: { counts: await countStored(session, key) } });
  });
}

/**
 * Deletes events of an instance, the oldest first. What is in memory of a fold that had some of them is not what is stored
 * any more: it is counted again.
 * @param most how many at most; without it all
 * @returns how many
 */
async function deleteEvents(
  { withErased }: Pick<Session, "withErased">,
  key: string,
  most?: number,
): Promise<number> {
  const { deleted } = await withErased
    .with("chunk", (of) => {
      const all = of.selectFrom("event").where("instance_key", "=", key).select(["event_time", "id"]);
      return most === undefined ? all : all.orderBy("event_time").orderBy("id").limit(most);
    })
    .with("dropped", (of) =>
      of
        .deleteFrom("event")
        .using("chunk")
        .where("event.instance_key", "=", key)
        .whereRef("event.event_time", "=", "chunk.event_time")
        .whereRef("event.id", "=", "chunk.id")
        .returning("event.fold"),
    )
    .with("changed", (of) =>
      of
        .updateTable("fold")
        .set({ recount: true })
        .where("id", "in", (from) => from.selectFrom("dropped").select("fold")),
    )
    .selectFrom("dropped")
    .select((of) => of.fn.countAll<string>().as("deleted"))
    .executeTakeFirstOrThrow();
  return Number(deleted);
}
