import { publishable } from "./smallGroups";

/** A published class, such as `4.1` or `zfs`, and how many instances are in it. */
export interface ClassCount {
  readonly name: string;
  readonly instances: number;
}

/** What of a statistic may be published. Every class is in exactly one of the lists; both begin with the largest. */
export interface FoldedClasses {
  /** Published under their own names. */
  readonly own: readonly ClassCount[];
  /** Too small by themselves. */
  readonly small: readonly ClassCount[];
  /** Large enough by themselves, and folded so that "Other" is large enough too. */
  readonly company: readonly ClassCount[];
  /** Instances in "Other"; null where even all small classes together are too few, and nothing about them is said. */
  readonly otherInstances: number | null;
}

/**
 * The small-group rule. Classes of fewer than `publishMinInstances` instances become "Other". If "Other" is then itself
 * too small, the smallest published class goes with it, for else it could be worked out as what is missing from the total.
 * @param neverOwn classes that are never published under their own name, however large
 */
export function foldSmallGroups(
  classes: readonly ClassCount[],
  publishMinInstances: number,
  neverOwn: readonly string[] = [],
): FoldedClasses {
  const sorted = classes
    .filter(({ instances }) => instances > 0)
    .sort((a, b) => b.instances - a.instances || a.name.localeCompare(b.name));
  const mayStand = ({ name, instances }: ClassCount) =>
    publishable(instances, publishMinInstances) && !neverOwn.includes(name);
  const own = sorted.filter(mayStand);
  const small = sorted.filter((one) => !mayStand(one));
  const company: ClassCount[] = [];
  const others = () => [...small, ...company].reduce((sum, { instances }) => sum + instances, 0);
  while (others() > 0 && !publishable(others(), publishMinInstances)) {
    const smallest = own.pop();
    if (smallest === undefined) break;
    company.unshift(smallest);
  }
  const instances = others();
  return {
    own,
    small,
    company,
    otherInstances: publishable(instances, publishMinInstances) ? instances : null,
  };
}
