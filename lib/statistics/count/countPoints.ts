import { addDays, type Period } from "../../words/period";
import { otherClass, outsideClass, type Statistic } from "../declare/declare";
import type { Frame } from "../declare/frame";
import { nearestRank } from "./nearestRank";
import { askedClass, type Point } from "./point";

interface Cell {
  instances: number;
  events: number;
  readonly medians: Map<number, number>;
  readonly clones: Map<number, { clones: number; instances: number }>;
}

/** Adds instances up into the points of one period. */
export class PointCounter {
  readonly #period: Period;
  readonly #statistics: readonly Statistic[];
  readonly #cells = new Map<string, Cell>();

  constructor(period: Period, statistics: readonly Statistic[]) {
    this.#period = period;
    this.#statistics = statistics;
  }

  /** Counts an instance in every statistic. */
  add(frame: Frame): void {
    for (const statistic of this.#statistics) this.#count(statistic, frame);
  }

  /** The points of everything added, in a fixed order. */
  points(): Point[] {
    return [...this.#cells]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, { instances, events, medians, clones }]) => {
        const [statistic = "", edition = "", name = ""] = key.split("\t");
        const details =
          clones.size === 0
            ? null
            : {
                medians: [...medians].sort(([one], [other]) => one - other),
                clones: [...clones]
                  .sort(([one], [other]) => one - other)
                  .map(([bucket, cell]) => [bucket, cell.clones, cell.instances] as [number, number, number]),
              };
        return { statistic, edition, class: name, instances, events, details };
      });
  }

  #count(statistic: Statistic, frame: Frame): void {
    const cell = (name: string) => this.#cell(statistic.key, frame.edition, name);
    if (statistic.kind === "windows") {
      for (const { key, days } of statistic.classes) {
        if (frame.lastDay >= addDays(this.#period.end, -days)) cell(key).instances += 1;
      }
      return;
    }
    if (!frame.isActive) return;
    if (statistic.kind === "share") {
      cell(declaredClass(statistic, statistic.classify(frame))).instances += 1;
    } else if (statistic.kind === "multi") {
      const classes = statistic.classify(frame);
      cell(classes === null ? outsideClass : askedClass).instances += 1;
      for (const name of new Set(classes?.map((one) => declaredClass(statistic, one))))
        cell(name).instances += 1;
    } else if (statistic.kind === "events") {
      for (const [name, events] of statistic.countEvents(frame)) {
        const counted = cell(declaredClass(statistic, name));
        counted.instances += 1;
        counted.events += events;
      }
    } else {
      this.#countTimes(statistic, frame);
    }
  }

  #countTimes(statistic: Statistic & { kind: "times" }, frame: Frame): void {
    if (frame.cloneTimes.size === 0) {
      this.#cell(statistic.key, frame.edition, outsideClass).instances += 1;
      return;
    }
    const cell = this.#cell(
      statistic.key,
      frame.edition,
      declaredClass(statistic, statistic.classify(frame)),
    );
    const buckets = [...frame.cloneTimes].sort(([one], [other]) => one - other);
    const median = nearestRank(buckets, 50);
    if (median !== null) cell.medians.set(median, (cell.medians.get(median) ?? 0) + 1);
    cell.instances += 1;
    for (const [bucket, clones] of buckets) {
      const counted = cell.clones.get(bucket) ?? { clones: 0, instances: 0 };
      counted.clones += clones;
      counted.instances += 1;
      cell.clones.set(bucket, counted);
      cell.events += clones;
    }
  }

  #cell(statistic: string, edition: string, name: string): Cell {
    const key = `${statistic}\t${edition}\t${name}`;
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      cell = { instances: 0, events: 0, medians: new Map(), clones: new Map() };
      this.#cells.set(key, cell);
    }
    return cell;
  }
}

function declaredClass(statistic: Statistic, name: string | null): string {
  if (name === null) return outsideClass;
  return statistic.classes.some(({ key }) => key === name) ? name : otherClass;
}
