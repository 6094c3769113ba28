import { createCache } from "../../caching/cache";
import { unlessAway } from "../../database/errors";
import type { EventLink, EventLinks } from "../../ingest/contracts";
import { inTime } from "../../ingest/inTime";
import { hashOf } from "../../settings/makeSecret";
import type { KeyRing } from "../keys/keyRing";
import type { OrganizationContext } from "../rules/context";
import { linkInstance } from "./linkInstance";
import type { Owners } from "./owners";

/** Far more than one process has instances of organizations. */
const remembered = 100_000;
/** For so long nobody asks again whether an instance is linked: it may have been unlinked since. */
const rememberedForMs = 60_000;
/** An engine waits for us, and we for the database, no longer than this before we look into our memory. */
const patienceMs = 500;

/**
 * Links the instances whose events come with a key. Once an instance is known to be linked, its events cost nothing
 * more for a minute.
 * @param contextNow what the engine links with, at the moment of the call
 */
export function createEventLinks(
  keyRing: KeyRing,
  owners: Owners,
  contextNow: () => OrganizationContext,
): EventLinks {
  const known = createCache<string, boolean>({
    limit: remembered,
    forMs: rememberedForMs,
    now: () => contextNow().now,
  });
  return {
    ownerOf: owners.of,
    async holderOf(orgKey, isAway) {
      const asLastRead = () => owners.holderOf(hashOf(contextNow(), orgKey)) ?? null;
      if (isAway) return asLastRead();
      try {
        return (await inTime(keyRing.find(orgKey), patienceMs))?.organizationId ?? null;
      } catch (error) {
        unlessAway(error);
        return asLastRead();
      }
    },
    async find(orgKey, at): Promise<EventLink | null> {
      const holder = await keyRing.find(orgKey, at);
      if (holder === null) return null;
      return {
        plan: holder.plan,
        async link(instances) {
          const linked = new Set<string>();
          const context = contextNow();
          for (const { key, instanceId } of instances) {
            const name = `${holder.organizationId} ${key}`;
            let isLinked = known.get(name);
            if (isLinked === undefined) {
              const link = await linkInstance(context, { ...holder, key, instanceId, registration: null });
              isLinked = link !== null;
              known.set(name, isLinked);
              if (isLinked) owners.note(key, holder.organizationId);
            }
            if (isLinked) linked.add(key);
          }
          return linked;
        },
      };
    },
  };
}
