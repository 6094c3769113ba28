import type { EventType } from "./eventType";
import { eventTypes } from "./types";

export interface Catalogue {
  /** In the order in which they are shown. */
  readonly types: readonly EventType[];
  /** The event type of this name, or the one that accepts it as an alias. Any string may be asked for. */
  find(name: string): EventType | undefined;
}

/**
 * Makes a catalogue of event types.
 * @throws Error when two types share a name or an alias
 */
export function createCatalogue(types: readonly EventType[]): Catalogue {
  // A Map, not an object: names come from outside, and "constructor" is not an event type.
  const byName = new Map<string, EventType>();
  for (const type of types) {
    for (const name of [type.name, ...type.aliases]) {
      if (byName.has(name)) throw new Error(`Two event types are called ${name}`);
      byName.set(name, type);
    }
  }
  return { types, find: (name) => byName.get(name) };
}

/** The event types of all engine versions. */
export const catalogue = createCatalogue(eventTypes);
