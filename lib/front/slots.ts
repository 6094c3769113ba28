/** Pages in the making at one time. */
export const pagePlaces = 48;

/** A place for one page that is being made. */
export interface Slot {
  /** Makes room for the next one; does nothing the second time. */
  free(): void;
}

/** How long a page waits for a place before it is refused. */
export const refusedAfterMs = 500;

/**
 * Gives a place, or after a while null. A refusal comes late, because who asks again without end would keep this process
 * from engines; and until then a place may become free.
 * @returns a function that ends the waiting
 */
export function waitForSlot(take: () => Slot | null, give: (slot: Slot | null) => void): () => void {
  const slot = take();
  if (slot !== null) {
    give(slot);
    return () => {};
  }
  const waiting = setTimeout(() => give(take()), refusedAfterMs);
  return () => clearTimeout(waiting);
}

/**
 * How many pages may be in the making at one time. No client may have more than half of them, so that one that asks for
 * everything at once leaves places for others.
 * @returns a function that gives a place, or null where there is none
 */
export function createSlots(places: number): (client: string | null) => Slot | null {
  const ofClients = new Map<string, number>();
  const each = Math.ceil(places / 2);
  let taken = 0;
  return (client) => {
    const who = client ?? "";
    const has = ofClients.get(who) ?? 0;
    if (taken >= places || has >= each) return null;
    taken += 1;
    ofClients.set(who, has + 1);
    let isFree = false;
    return {
      free() {
        if (isFree) return;
        isFree = true;
        taken -= 1;
        const left = (ofClients.get(who) ?? 1) - 1;
        if (left === 0) ofClients.delete(who);
        else ofClients.set(who, left);
      },
    };
  };
}
