import { bucketMidpointSeconds } from "../../catalogue";
import { addDays, type Period } from "../../words/period";
import { otherClass, outsideClass, type Statistic, type TimeStatistic } from "../declare/declare";
import type { Frame } from "../declare/frame";
import { addMembers, noMembers } from "./members";
import { nearestRank } from "./nearestRank";
import { askedClass, type Point, type TimeDetails } from "./point";
import { leafOf } from "./timeLeaves";
import { unknownNamesKey } from "./unknownNames";

interface Tally {
  instances: number;
  members: bigint;
}

interface Cell extends Tally {
  events: number;
  largest: number;
  readonly medians: Map<number, Tally>;
  readonly clones: Map<number, number>;
  readonly leaves: Map<number, Tally>;
}

/** Adds instances up into the points of one period. */
export class PointCounter {
  readonly #period: Period;
  readonly #statistics: readonly Statistic[];
  readonly #isBounded: boolean;
  readonly #cells = new Map<string, Cell>();

  /** @param isBounded true where an instance contributes no more events or clones than a statistic's bound */
  constructor(period: Period, statistics: readonly Statistic[], isBounded: boolean) {
    this.#period = period;
    this.#statistics = statistics;
    this.#isBounded = isBounded;
  }

  /** Counts an instance in every statistic. */
  add(frame: Frame): void {
    for (const statistic of this.#statistics) this.#count(statistic, frame);
    if (this.#period.interval === "week" && frame.isActive)
      for (const name of frame.unknownNames) this.#see(unknownNamesKey, frame, name);
  }

  /** The points of everything added, in a fixed order. */
  points(): Point[] {
    return [...this.#cells]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, { instances, members, events, largest, ...distribution }]) => {
        const [statistic = "", edition = "", name = ""] = key.split("\t");
        const details = distribution.clones.size === 0 ? null : detailsOf(distribution);
        return { statistic, edition, class: name, instances, members, events, largest, details };
      });
  }

  #count(statistic: Statistic, frame: Frame): void {
    if (statistic.isOfFollowed === true && !frame.isFollowed) return;
    const seen = (name: string) => this.#see(statistic.key, frame, name);
    if (statistic.kind === "windows") {
      for (const { key, days } of statistic.classes) {
        if (frame.lastDay >= addDays(this.#period.end, -days)) seen(key);
      }
      return;
    }
    if (statistic.kind === "share" && statistic.withinDays !== undefined) {
      if (frame.lastDay < addDays(this.#period.end, -statistic.withinDays)) return;
    } else if (!frame.isActive) return;
    if (statistic.kind === "share") {
      seen(declaredClass(statistic, statistic.classify(frame)));
    } else if (statistic.kind === "multi") {
      const classes = statistic.classify(frame);
      seen(classes === null ? outsideClass : askedClass);
      for (const name of new Set(classes?.map((one) => declaredClass(statistic, one)))) seen(name);
    } else if (statistic.kind === "events") {
      for (const [name, events] of statistic.countEvents(frame)) {
        const counted = this.#isBounded ? Math.min(events, statistic.bound) : events;
        contribute(seen(declaredClass(statistic, name)), counted);
      }
    } else {
      this.#countTimes(statistic, frame);
    }
  }

  #countTimes(statistic: TimeStatistic, frame: Frame): void {
    if (frame.cloneTimes.size === 0) {
      this.#see(statistic.key, frame, outsideClass);
      return;
    }
    const cell = this.#see(statistic.key, frame, declaredClass(statistic, statistic.classify(frame)));
    const buckets = [...frame.cloneTimes].sort(([one], [other]) => one - other);
    const median = nearestRank(buckets, 50);
    if (median !== null) tally(cell.medians, median, frame.member);
    const counted = this.#isBounded ? boundTo(buckets, statistic.bound) : buckets;
    for (const [bucket, clones] of counted) cell.clones.set(bucket, (cell.clones.get(bucket) ?? 0) + clones);
    for (const leaf of new Set(counted.map(([bucket]) => leafOf(bucketMidpointSeconds(bucket)))))
      tally(cell.leaves, leaf, frame.member);
    contribute(
      cell,
      counted.reduce((sum, [, clones]) => sum + clones, 0),
    );
  }

  /** The cell of a class, with the instance counted in it. */
  #see(statistic: string, { edition, member }: Frame, name: string): Cell {
    const key = `${statistic}\t${edition}\t${name}`;
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      const nothing = { instances: 0, members: noMembers, events: 0, largest: 0 };
      cell = { ...nothing, medians: new Map(), clones: new Map(), leaves: new Map() };
      this.#cells.set(key, cell);
    }
    cell.instances += 1;
    cell.members = addMembers(cell.members, member);
    return cell;
  }
}

function contribute(cell: Cell, events: number): void {
  cell.events += events;
  cell.largest = Math.max(cell.largest, events);
}

function tally(into: Map<number, Tally>, place: number, member: bigint): void {
  const { instances, members } = into.get(place) ?? { instances: 0, members: noMembers };
  into.set(place, { instances: instances + 1, members: addMembers(members, member) });
}

/** The same distribution with so many clones at most: at even distances in their order. */
function boundTo(
  buckets: readonly (readonly [number, number])[],
  most: number,
): (readonly [number, number])[] {
  const all = buckets.reduce((sum, [, clones]) => sum + clones, 0);
  if (all <= most) return [...buckets];
  let seen = 0;
  return buckets
    .map(([bucket, clones]) => {
      const before = Math.floor((seen * most) / all);
      seen += clones;
      return [bucket, Math.floor((seen * most) / all) - before] as const;
    })
    .filter(([, clones]) => clones > 0);
}

function detailsOf({ medians, clones, leaves }: Pick<Cell, "medians" | "clones" | "leaves">): TimeDetails {
  const rows = (from: ReadonlyMap<number, Tally>) =>
    [...from]
      .sort(([one], [other]) => one - other)
      .map(([place, { instances, members }]): [number, number, bigint] => [place, instances, members]);
  return {
    medians: rows(medians),
    clones: [...clones].sort(([one], [other]) => one - other),
    leaves: rows(leaves),
  };
}

function declaredClass(statistic: Statistic, name: string | null): string {
  if (name === null) return outsideClass;
  return statistic.classes.some(({ key }) => key === name) ? name : otherClass;
}
