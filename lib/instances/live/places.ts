/** Too many watch already; trying again later may work. */
export class LiveLimitError extends Error {
  override name = "LiveLimitError";
}

/** How many may watch live events at once. */
export interface PlaceLimits {
  readonly all: number;
  /** Of one instance, and from one client. */
  readonly perInstance: number;
  readonly perClient: number;
  /** The last ones are for instances and clients that have none. */
  readonly kept: number;
}

/** A browser and a few scripts of an instance's admin, or an office behind one address. */
export const usualPlaces: PlaceLimits = { all: 1_000, perInstance: 50, perClient: 100, kept: 100 };

/** Who watches has a place until the watching ends; nobody can have them all. */
export interface Places {
  /**
   * @param client as `clientAddress` says it; null where it is not known
   * @returns gives the place back; does nothing the second time
   * @throws LiveLimitError where there is none
   */
  take(key: string, client: string | null): () => void;
  readonly taken: number;
}

export function createPlaces({ all, perInstance, perClient, kept }: PlaceLimits): Places {
  const counts = new Map<string, number>();
  let taken = 0;
  const count = (name: string, by: number) => {
    const now = (counts.get(name) ?? 0) + by;
    if (now === 0) counts.delete(name);
    else counts.set(name, now);
  };
  return {
    take(key, client) {
      const names = [`instance ${key}`, ...(client === null ? [] : [`client ${client}`])];
      const [ofInstance = 0, ofClient = 0] = names.map((name) => counts.get(name) ?? 0);
      const isFirst = ofInstance === 0 && ofClient === 0;
      const isFull = taken >= (isFirst ? all : all - kept);
      if (isFull || ofInstance >= perInstance || ofClient >= perClient) {
        throw new LiveLimitError("Too many watch live events");
      }
      for (const name of names) count(name, 1);
      taken += 1;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        taken -= 1;
        for (const name of names) count(name, -1);
      };
    },
    get taken() {
      return taken;
    },
  };
}
