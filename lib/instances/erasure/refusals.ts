import { unlessAway } from "../../database/errors";
import type { Session } from "../../database/types";

/** Instances whose events are dropped, in memory: ingest asks for every event. */
export interface Refusals {
  isRefused(key: string): boolean;
  /** Reads them anew, as other processes may have changed them. An error leaves what is known. */
  refresh(): Promise<void>;
}

/** Reads the refused instances; where the database is away, `refresh` has to be called before anything is stored. */
export async function openRefusals({ prisma }: Session): Promise<Refusals> {
  let keys: ReadonlySet<string> = new Set();
  const refresh = async () => {
    const rows = await prisma.refusedInstance.findMany({ select: { instanceKey: true } });
    keys = new Set(rows.map(({ instanceKey }) => instanceKey));
  };
  await refresh().catch(unlessAway);
  return { isRefused: (key) => keys.has(key), refresh };
}
