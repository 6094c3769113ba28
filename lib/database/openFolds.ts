import type { Session } from "./types";

/**
 * Gives no row, and takes the lock on a table of ours that folds share while they add to roll-ups, and that what must not
 * meet them takes alone. Not an advisory lock: anybody who may connect to the database can take one of those for ever.
 */
export const passGate = "select single from installation where not single for key share";

const keepOut = "lock table installation in exclusive mode";

/** Until the end of the transaction no fold adds anything to roll-ups. Waits for those that are at it. */
export async function keepFoldsOut({ query }: Pick<Session, "query">): Promise<void> {
  await query(keepOut);
}

/** Folds that are open, and were opened by then: their events are not all in the roll-ups. */
export async function readOpenFolds(
  { sql }: Pick<Session, "sql">,
  openedBy: Date,
): Promise<readonly string[]> {
  const rows = await sql
    .selectFrom("fold")
    .select((of) => of.cast<string>("id", "text").as("id"))
    .where("opened_at", "<=", openedBy)
    .orderBy("fold.id")
    .execute();
  return rows.map(({ id }) => id);
}
