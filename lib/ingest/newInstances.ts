import { createCache } from "../caching/cache";
import { anyOf } from "../database/recordset";
import { DatabaseUnavailable, type Session } from "../database/types";
import { addDays, dayOf, startOfDay } from "../words/period";

/** What came of asking for instances: those that are over the limit, and when the next day begins. */
export interface Admission {
  readonly refused: ReadonlySet<string>;
  readonly retryAfterSeconds: number;
}

/**
 * Lets a client network bring so many new instances a day (UTC).
 * @param network see `clientNetwork`
 * @param keys of the instances that it sends of
 */
export type NewInstanceLimit = (network: string, keys: readonly string[]) => Promise<Admission>;

interface NewInstanceOptions {
  readonly database: Pick<Session, "within">;
  readonly perNetworkAndDay: number;
  readonly now: () => Date;
}

/** Instances and networks in memory, far more than one process meets in a day. What is forgotten is looked up again. */
const rememberedKeys = 100_000;
const rememberedNetworks = 100_000;
/** An engine waits meanwhile, and a busy database is no reason to refuse. */
const lookUpTimeoutMs = 500;

/**
 * Counts in the memory of this process; nothing about a network outlives the day. An instance is new when it is neither
 * remembered nor stored: known engines cost no statement. Where the database cannot say it, nobody is refused.
 */
export function createNewInstanceLimit({
  database,
  perNetworkAndDay,
  now,
}: NewInstanceOptions): NewInstanceLimit {
  const known = createCache<string, true>({ limit: rememberedKeys });
  const counts = createCache<string, { readonly day: string; readonly instances: number }>({
    limit: rememberedNetworks,
  });
  const sql = database.within(lookUpTimeoutMs);

  const stored = async (keys: readonly string[]): Promise<readonly string[] | null> => {
    try {
      const rows = await sql
        .selectFrom("visible_instance")
        .select("instance_key")
        .where("instance_key", "=", anyOf(keys, "uuid"))
        .unionAll(
          sql.selectFrom("erasure").select("instance_key").where("instance_key", "=", anyOf(keys, "uuid")),
        )
        .execute();
      return rows.map((row) => row.instance_key);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) return null;
      throw error;
    }
  };

  /** Takes one from the network's day. */
  const take = (network: string, day: string): boolean => {
    const count = counts.get(network);
    const instances = count?.day === day ? count.instances : 0;
    if (instances >= perNetworkAndDay) return false;
    counts.set(network, { day, instances: instances + 1 });
    return true;
  };

  return async (network, keys) => {
    const refused = new Set<string>();
    const unknown = [...new Set(keys)].filter((key) => known.get(key) === undefined);
    const found = unknown.length === 0 ? [] : await stored(unknown);
    const at = now();
    const day = dayOf(at);
    for (const key of found ?? []) known.set(key, true);
    for (const key of found === null ? [] : unknown) {
      // Another request may have brought it meanwhile.
      if (known.get(key)) continue;
      if (take(network, day)) known.set(key, true);
      else refused.add(key);
    }
    const untilTomorrowMs = startOfDay(addDays(day, 1)).getTime() - at.getTime();
    return { refused, retryAfterSeconds: Math.ceil(untilTomorrowMs / 1000) };
  };
}
