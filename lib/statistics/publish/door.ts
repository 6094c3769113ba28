import { createNoise } from "./noise";

/** A group of instances as counted. */
export interface Group {
  readonly instances: number;
  /** The sum of its members' keys. */
  readonly members: bigint;
}

/**
 * The one way from what is counted to what is published. Pages, tables, pictures, files and sentences are computed from what
 * comes through it, so that they cannot tell more.
 */
export interface Door {
  /** True where nothing is withheld and nothing perturbed: a private installation. */
  readonly isOpen: boolean;
  /** Where a figure begins to be published. */
  readonly publishMinInstances: number;
  /** The number of instances, perturbed; never below 0. Not published by itself: it is what thresholds look at. */
  perturb(group: Group): number;
  /** The published number of instances. Null is both nobody and too few: what is withheld does not say which. */
  figure(group: Group): number | null;
  /**
   * A published sum of what instances contribute, each at most a declared bound: moved by up to the largest contribution.
   * Null where too few contribute, or one of them more than half.
   */
  amount(group: Group, sum: number, largest: number): number | null;
  /** From −1 to 1: how far an amount of these members is moved, as a part of the largest contribution. */
  blur(members: bigint): number;
}

/** An amount moves by so much at least, or a sum of single events would tell of each. */
const leastMove = 3;

/** The door of an installation that publishes. */
export function createDoor(key: Buffer, publishMinInstances: number): Door {
  const noise = createNoise(key);
  const perturb = ({ instances, members }: Group) =>
    instances === 0 ? 0 : Math.max(0, instances + noise.ofCount(members));
  const figure = (group: Group) => {
    const instances = perturb(group);
    return instances < publishMinInstances ? null : instances;
  };
  return {
    isOpen: false,
    publishMinInstances,
    perturb,
    figure,
    amount(group, sum, largest) {
      if (figure(group) === null || largest * 2 > sum) return null;
      return Math.max(0, Math.round(sum + noise.ofAmount(group.members) * Math.max(largest, leastMove)));
    },
    blur: noise.ofAmount,
  };
}

/** The door of a private installation. */
export const openDoor: Door = {
  isOpen: true,
  publishMinInstances: 1,
  perturb: ({ instances }) => instances,
  figure: ({ instances }) => instances,
  amount: (_, sum) => sum,
  blur: () => 0,
};
