import { sql as text } from "kysely";
import { unlessAway } from "../../database/errors";
import type { Session } from "../../database/types";

/** Instances whose events are dropped, in memory: ingest asks for every event. */
export interface Refusals {
  isRefused(key: string): boolean;
  /** Reads them anew, as other processes may have changed them. An error leaves what is known. */
  refresh(): Promise<void>;
}

/** Reads the refused instances; where the database is away, `refresh` has to be called before anything is stored. */
export async function openRefusals({ prisma, sql }: Pick<Session, "prisma" | "sql">): Promise<Refusals> {
  let keys: ReadonlySet<string> = new Set();
  let known = "";
  const refresh = async () => {
    // Asked every second: all of them are read where one came or went.
    const { state } = await sql
      .selectFrom("refused_instance")
      .select(
        text<string>`concat_ws(' ', count(*), bit_xor(hashtextextended(instance_key::text, 0)))`.as("state"),
      )
      .executeTakeFirstOrThrow();
    if (state === known) return;
    const rows = await prisma.refusedInstance.findMany({ select: { instanceKey: true } });
    keys = new Set(rows.map(({ instanceKey }) => instanceKey));
    known = state;
  };
  await refresh().catch(unlessAway);
  return { isRefused: (key) => keys.has(key), refresh };
}
