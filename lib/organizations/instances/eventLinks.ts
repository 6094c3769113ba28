import { createCache } from "../../caching/cache";
import type { Database } from "../../database/types";
import type { EventLink, EventLinks } from "../../ingest/ingest";
import type { KeyRing } from "../keys/keyRing";
import { linkInstance } from "./linkInstance";

/** Far more than one process has instances of organizations. */
const remembered = 100_000;
/** For so long nobody asks again whether an instance is linked: it may have been unlinked since. */
const rememberedForMs = 60_000;

/**
 * Links the instances whose events come with a key. Once an instance is known to be linked, its events cost nothing
 * more for a minute.
 */
export function createEventLinks(
  database: Database,
  { keyRing, now = () => new Date() }: { readonly keyRing: KeyRing; readonly now?: () => Date },
): EventLinks {
  const known = createCache<string, boolean>({ limit: remembered, forMs: rememberedForMs, now });
  return {
    async find(orgKey): Promise<EventLink | null> {
      const holder = await keyRing.find(orgKey);
      if (holder === null) return null;
      return {
        plan: holder.plan,
        async link(instances) {
          const linked = new Set<string>();
          for (const { key, instanceId } of instances) {
            const name = `${holder.organizationId} ${key}`;
            let isLinked = known.get(name);
            if (isLinked === undefined) {
              const link = await linkInstance(
                database,
                { ...holder, key, instanceId, registration: null },
                now(),
              );
              isLinked = link !== null;
              known.set(name, isLinked);
            }
            if (isLinked) linked.add(key);
          }
          return linked;
        },
      };
    },
  };
}
