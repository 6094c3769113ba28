import { addMembers, noMembers } from "../count/members";
import { leafCount, leafStartSeconds } from "../count/timeLeaves";
import type { Door, Group } from "./door";

/** What lies in a leaf. */
export interface Leaf extends Group {
  /** What percentiles are of: instances, or clones. */
  readonly weight: number;
}

const empty: Leaf = { instances: 0, members: noMembers, weight: 0 };

/** A distribution of times that tells percentiles and nothing about single instances. */
export interface Spread {
  /**
   * The time that a share (0 … 1) of the weight does not take longer than, in seconds. It lies in the smallest span of the
   * ladder around it that enough instances are in, at the place that perturbed counts give it. Null where that span is longer
   * than `mostLeaves`: so few are there that a time would be a guess.
   */
  secondsAt(share: number, mostLeaves: number): number | null;
}

/**
 * @param leaves by number of the leaf
 * @param measure `weigh` gives the perturbed weight of leaves together; `support` how many instances are in them, at least
 */
export function createSpread(
  leaves: ReadonlyMap<number, Leaf>,
  door: Door,
  measure: {
    readonly weigh: (together: Leaf) => number;
    readonly support: (leaves: readonly Leaf[], together: Leaf) => number;
  },
): Spread {
  const all = Array.from({ length: leafCount }, (_, leaf) => leaves.get(leaf) ?? empty);
  const upTo = [empty];
  for (const leaf of all) upTo.push(together(upTo.at(-1) ?? empty, leaf));
  const weights = upTo.map((prefix) => measure.weigh(prefix));
  const whole = weights.at(-1) ?? 0;
  return {
    secondsAt(share, mostLeaves) {
      const rank = share * whole;
      const found = weights.findIndex((weight, index) => index > 0 && weight >= rank && weight > 0);
      if (found < 1) return null;
      for (let size = 1; size <= Math.min(leafCount, mostLeaves); size *= 2) {
        const start = Math.floor((found - 1) / size) * size;
        const inside = all.slice(start, start + size);
        const joined = inside.reduce(together, empty);
        if (measure.support(inside, joined) < door.publishMinInstances) continue;
        const place = (rank - (weights[start] ?? 0)) / Math.max(1, measure.weigh(joined));
        const [low, high] = [leafStartSeconds(start), leafStartSeconds(start + size)];
        return low * (high / low) ** Math.min(1, Math.max(0, place));
      }
      return null;
    },
  };
}

function together(one: Leaf, other: Leaf): Leaf {
  return {
    instances: one.instances + other.instances,
    members: addMembers(one.members, other.members),
    weight: one.weight + other.weight,
  };
}
