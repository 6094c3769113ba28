import fc from "fast-check";
import { expect, it } from "vitest";
import { periodOf } from "../../words/period";
import { cloneTimeStatistic } from "../declared/cloneTimes";
import { openDoor } from "../publish/door";
import { publishPeriod } from "../publish/publishPeriod";
import { frameOf } from "../testing/frame";
import { percentiles } from "../view/reading";
import { PointCounter } from "./countPoints";
import { nearestRank } from "./nearestRank";

const seconds = fc.double({ min: 1e-3, max: 86_400, noNaN: true });
const fleet = fc.array(
  fc.record({
    fsType: fc.constantFrom("zfs", "lvm"),
    times: fc.array(seconds, { minLength: 1, maxLength: 25 }),
  }),
  { minLength: 1, maxLength: 30 },
);

/** The definition, on the raw times: the smallest that at least so many per cent are not above. */
function exact(values: readonly number[], percentile: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percentile * sorted.length) / 100) - 1)] ?? Number.NaN;
}

it("where nothing is withheld, percentiles are within 1% of the exact ones, for the typical instance and for all clones", () => {
  fc.assert(
    fc.property(fleet, fc.constantFrom("all", "zfs", "lvm"), (instances, of) => {
      const counter = new PointCounter(periodOf("week", "2026-11-18"), [cloneTimeStatistic], false);
      for (const { fsType, times } of instances) counter.add(frameOf({ fsType, cloneTimesSeconds: times }));
      const chosen = instances.filter(({ fsType }) => of === "all" || fsType === of);
      const raw = {
        instances: chosen.map(({ times }) => exact(times, 50)),
        clones: chosen.flatMap(({ times }) => times),
      };
      for (const weighting of ["instances", "clones"] as const) {
        const view = { edition: "all", of, weighting } as const;
        const { times, n } = publishPeriod(cloneTimeStatistic, counter.points(), view, openDoor);
        if (chosen.length === 0) {
          expect(times).toBe(null);
          continue;
        }
        expect(n).toBe(chosen.length);
        for (const percentile of percentiles) {
          const wanted = exact(raw[weighting], percentile);
          expect(Math.abs((times?.percentiles[percentile] ?? Number.NaN) - wanted) / wanted).toBeLessThan(
            0.01,
          );
        }
        for (const step of times?.curve ?? []) {
          const wanted = exact(raw[weighting], step.share * 100);
          expect(Math.abs(step.seconds - wanted) / wanted).toBeLessThan(0.01);
        }
      }
    }),
    { numRuns: 300 },
  );
});

it("the nearest rank of nothing is nothing", () => {
  expect(nearestRank([], 50)).toBe(null);
  expect(nearestRank([[3, 1]], 1)).toBe(3);
  expect(
    nearestRank(
      [
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 1],
      ],
      50,
    ),
  ).toBe(2);
});
