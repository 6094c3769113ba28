import { createCache } from "../../caching/cache";
import type { Database } from "../../database/types";
import type { Pseudonyms } from "../../settings/pseudonyms";
import { dayOf } from "../../words/period";
import { type Plan, planSchema } from "../types";
import { longestSecret } from "./secret";

/** Whose key it is. */
export interface KeyHolder {
  readonly keyId: string;
  readonly organizationId: number;
  readonly plan: Plan;
}

/** Valid keys in memory: ingest asks for every event. */
export interface KeyRing {
  /** Whose key it is now; null for unknown and ended keys. A key that was issued a moment ago is looked for in the database. */
  find(key: string): Promise<KeyHolder | null>;
  /** Reads the keys anew, as other processes may have changed them. An error leaves what is known. */
  refresh(): Promise<void>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

interface KeyRow {
  readonly id: string;
  readonly hash: string;
  readonly organization_id: number;
  readonly plan: string;
  readonly valid_until: Date | null;
}

interface Entry extends KeyHolder {
  readonly validUntilMs: number;
}

/** Unknown keys are not looked for again so soon: whoever sends one sends it with every event. */
const unknownForMs = 5_000;
const rememberedUnknown = 10_000;

const keysStatement = `
select k.id, k.hash, k.organization_id, o.plan, k.valid_until
from organization_key k join organization o on o.id = k.organization_id
where (k.valid_until is null or k.valid_until > $1::timestamptz)`;

/** Reads the valid keys of all organizations. */
export async function openKeyRing(
  database: Pick<Database, "query">,
  {
    pseudonyms,
    now = () => new Date(),
    onError,
  }: {
    readonly pseudonyms: Pick<Pseudonyms, "secret">;
    readonly now?: () => Date;
    readonly onError: (error: unknown) => void;
  },
): Promise<KeyRing> {
  let entries: ReadonlyMap<string, Entry> = new Map();
  const unknown = createCache<string, true>({ limit: rememberedUnknown, forMs: unknownForMs, now });

  const read = async () => {
    const rows = await database.query<KeyRow>(keysStatement, [now().toISOString()]);
    entries = new Map(rows.map((row) => [row.hash, toEntry(row)]));
  };
  await read();
  const usedOn = new Map<string, string>();
  let writing: Promise<void> = Promise.resolve();

  const noteUse = (entry: Entry) => {
    const day = dayOf(now());
    if (usedOn.get(entry.keyId) === day) return;
    usedOn.set(entry.keyId, day);
    writing = database
      .query("update organization_key set last_used_on = $2::date where id = $1::uuid", [entry.keyId, day])
      .then(
        () => {},
        (error: unknown) => {
          usedOn.delete(entry.keyId);
          onError(error);
        },
      );
  };

  return {
    async find(key) {
      const hash = pseudonyms.secret(key.slice(0, longestSecret));
      const at = now().getTime();
      let entry = entries.get(hash);
      if (entry === undefined) {
        if (unknown.get(hash)) return null;
        const [row] = await database.query<KeyRow>(`${keysStatement} and k.hash = $2`, [
          new Date(at).toISOString(),
          hash,
        ]);
        if (row === undefined) {
          unknown.set(hash, true);
          return null;
        }
        entry = toEntry(row);
        entries = new Map(entries).set(hash, entry);
      }
      if (entry.validUntilMs <= at) return null;
      noteUse(entry);
      return entry;
    },
    async refresh() {
      unknown.clear();
      await read();
    },
    close: () => writing,
  };
}

function toEntry(row: KeyRow): Entry {
  return {
    keyId: row.id,
    organizationId: row.organization_id,
    plan: planSchema.parse(row.plan),
    validUntilMs: row.valid_until?.getTime() ?? Number.POSITIVE_INFINITY,
  };
}
