import { z } from "zod";
import type { Session } from "../../database/types";

/** The hash under which an instance is stored: `instance_key`. */
export const Exclusion = z.object({ instance_key: z.guid("is no hash of an instance") });

type Key = z.output<typeof Exclusion>;

/**
 * Leaves an instance out of every week that is counted from now on; published weeks stay as they are. It is stored and
 * shown to its admin as before. One that is excluded already stays so since then.
 * @returns false where nothing is stored of it
 */
export function excludeInstance(
  { database, now }: { readonly database: Pick<Session, "withErased">; readonly now: Date },
  { instance_key }: Key,
): Promise<boolean> {
  const query = database.withErased
    .updateTable("instance")
    .set((row) => ({ excluded_at: row.fn.coalesce("excluded_at", row.val(now)) }))
    .where("instance_key", "=", instance_key);
  return query.executeTakeFirst().then(({ numUpdatedRows }) => numUpdatedRows > 0n);
}

/** Counts an instance again, from the next week that is counted on. @returns false where nothing is stored of it */
export function includeInstance(
  { database }: { readonly database: Pick<Session, "withErased"> },
  { instance_key }: Key,
): Promise<boolean> {
  const query = database.withErased
    .updateTable("instance")
    .set({ excluded_at: null })
    .where("instance_key", "=", instance_key);
  return query.executeTakeFirst().then(({ numUpdatedRows }) => numUpdatedRows > 0n);
}
