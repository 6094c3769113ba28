import type { Database } from "../../database/types";

/** Other processes' decisions are known after this long. */
const refreshMs = 5_000;

/** Instances whose events are dropped, in memory: ingest asks for every event. */
export interface Refusals {
  isRefused(key: string): boolean;
  /** Reads them anew. Errors leave what is known. */
  refresh(): Promise<void>;
  close(): void;
}

/** Reads the refused instances, and again every few seconds. */
export async function openRefusals(
  database: Pick<Database, "query">,
  onError: (error: unknown) => void,
): Promise<Refusals> {
  let keys: ReadonlySet<string> = new Set();
  const read = async () => {
    const rows = await database.query<{ instance_key: string }>("select instance_key from refused_instance");
    keys = new Set(rows.map((row) => row.instance_key));
  };
  const refresh = () => read().catch(onError);
  await read();
  const timer = setInterval(refresh, refreshMs).unref();
  return {
    isRefused: (key) => keys.has(key),
    refresh,
    close: () => clearInterval(timer),
  };
}
