import type { Database } from "../../database/types";

/** Instances whose events are dropped, in memory: ingest asks for every event. */
export interface Refusals {
  isRefused(key: string): boolean;
  /** Reads them anew, as other processes may have changed them. An error leaves what is known. */
  refresh(): Promise<void>;
}

/** Reads the refused instances. */
export async function openRefusals(database: Pick<Database, "query">): Promise<Refusals> {
  let keys: ReadonlySet<string> = new Set();
  const refresh = async () => {
    const rows = await database.query<{ instance_key: string }>("select instance_key from refused_instance");
    keys = new Set(rows.map((row) => row.instance_key));
  };
  await refresh();
  return { isRefused: (key) => keys.has(key), refresh };
}
