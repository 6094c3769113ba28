import { sql } from "kysely";
import type { Session } from "../../database/types";

/** Longer than a statement that writes events may take: a fold whose number was taken so long ago is open, over, or was given up. */
const settleSeconds = 30;

/**
 * Notes how far the numbers of folds are. A number can be taken and its row not be there yet, so the highest one that is
 * there says nothing; a number that was the highest half a minute ago does.
 */
export async function noteFoldMark({ query }: Pick<Session, "query">): Promise<void> {
  await query(`
    insert into fold_mark (at, fold)
    select now(), fold from (select case when is_called then last_value else 0 end as fold from fold_id_seq) as numbers
    where not exists (select from fold_mark where fold_mark.fold = numbers.fold)
    on conflict do nothing`);
  await query(`
    delete from fold_mark
    where at < (select max(at) from fold_mark where at <= now() - interval '${settleSeconds} seconds')`);
}

/** Up to this fold all events that there will be are there, and counted. */
export async function readWatermark({ sql: tables }: Pick<Session, "sql">): Promise<number> {
  const mark = await tables
    .selectFrom("fold_mark")
    .where("at", "<=", sql<Date>`now() - ${settleSeconds}::integer * interval '1 second'`)
    .select(({ fn }) => fn.max("fold").as("fold"))
    .executeTakeFirst();
  // Looked at after it: a fold that is opened in between has a higher number.
  const open = await tables
    .selectFrom("fold")
    .select(({ fn }) => fn.min("id").as("id"))
    .executeTakeFirst();
  const settled = Number(mark?.fold ?? 0);
  return open?.id === null || open?.id === undefined ? settled : Math.min(settled, Number(open.id) - 1);
}
