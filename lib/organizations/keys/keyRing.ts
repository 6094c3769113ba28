import { createCache } from "../../caching/cache";
import { unlessAway } from "../../database/errors";
import { hashOf } from "../../settings/makeSecret";
import { dayOf } from "../../words/period";
import type { OrganizationContext } from "../rules/context";
import { Plan } from "../rules/plan";

/** Whose key it is. */
export interface KeyHolder {
  readonly keyId: string;
  readonly organizationId: number;
  readonly plan: Plan;
}

/** Valid keys in memory: ingest asks for every event. */
export interface KeyRing {
  /**
   * Whose key it is; null for unknown and ended keys. A key that was issued a moment ago is looked for in the database.
   * @param at when it came; now where it is not said
   */
  find(key: string, at?: Date): Promise<KeyHolder | null>;
  /** Reads the keys anew, as other processes may have changed them. An error leaves what is known. */
  refresh(): Promise<void>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

interface Entry extends KeyHolder {
  readonly validUntilMs: number;
}

type Context = Omit<OrganizationContext, "actor">;

/** Unknown keys are not looked for again so soon: whoever sends one sends it with every event. */
const unknownForMs = 5_000;
const rememberedUnknown = 10_000;

/** Keys, ended ones too, and the plans of their organizations. */
function allKeys({ database }: Context) {
  return database.sql
    .selectFrom("organization_key as key")
    .innerJoin("organization", "organization.id", "key.organization_id")
    .select([
      "key.id as keyId",
      "key.hash",
      "key.organization_id as organizationId",
      "key.valid_until as validUntil",
      "organization.plan",
    ]);
}

/**
 * Reads the valid keys of all organizations.
 * @param contextNow what they are looked for with, at the moment of the call
 * @param onError hears that the use of a key could not be noted
 */
export async function openKeyRing(
  contextNow: () => Context,
  onError: (error: unknown) => void,
): Promise<KeyRing> {
  let entries: ReadonlyMap<string, Entry> = new Map();
  const unknown = createCache<string, true>({
    limit: rememberedUnknown,
    forMs: unknownForMs,
    now: () => contextNow().now,
  });

  const read = async () => {
    const context = contextNow();
    const rows = await allKeys(context)
      .where((where) => where("key.valid_until", "is", null).or("key.valid_until", ">", context.now))
      .execute();
    entries = new Map(rows.map((row) => [row.hash, toEntry(row)]));
  };
  // Where the database is away, a key is looked for when it comes.
  await read().catch(unlessAway);
  const usedOn = new Map<string, string>();
  let writing: Promise<void> = Promise.resolve();

  const noteUse = ({ keyId: id }: Entry, { database, now }: Context) => {
    const day = dayOf(now);
    if (usedOn.get(id) === day) return;
    usedOn.set(id, day);
    const noted = database.prisma.organizationKey
      .updateMany({ where: { id }, data: { lastUsedOn: now } })
      .then(
        () => {},
        (error: unknown) => {
          usedOn.delete(id);
          onError(error);
        },
      );
    writing = writing.then(() => noted);
  };

  return {
    async find(key, at) {
      const context = contextNow();
      const hash = hashOf(context, key);
      let entry = entries.get(hash);
      if (entry === undefined) {
        if (unknown.get(hash)) return null;
        const row = await allKeys(context).where("key.hash", "=", hash).executeTakeFirst();
        if (row === undefined) {
          unknown.set(hash, true);
          return null;
        }
        entry = toEntry(row);
        entries = new Map(entries).set(hash, entry);
      }
      if (entry.validUntilMs <= (at ?? context.now).getTime()) return null;
      noteUse(entry, context);
      return entry;
    },
    async refresh() {
      unknown.clear();
      await read();
    },
    close: () => writing,
  };
}

type Row = Awaited<ReturnType<ReturnType<typeof allKeys>["execute"]>>[number];

function toEntry({ keyId, organizationId, plan, validUntil }: Row): Entry {
  return {
    keyId,
    organizationId,
    plan: Plan.parse(plan),
    validUntilMs: validUntil?.getTime() ?? Number.POSITIVE_INFINITY,
  };
}
