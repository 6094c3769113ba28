import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedClass, type Point } from "../count/point";
import { otherClass, outsideClass, type ShareStatistic, type WindowStatistic } from "../declare/declare";
import { activeInstanceStatistic } from "../declared/activeInstances";
import { cloneTimeStatistic } from "../declared/cloneTimes";
import { eventsReceivedStatistic } from "../declared/eventsReceived";
import { fileSystemStatistic } from "../declared/fileSystems";
import { smallestDisclosed } from "../testing/disclosure";
import type { Published } from "./published";
import { publishMulti } from "./publishMulti";
import { publishPeriod } from "./publishPeriod";

const k = 5;
const editions = ["community", "standard", "enterprise"] as const;
const views = ["all", ...editions] as const;

const pointOf = (name: string, edition: string, instances: number, events = instances): Point => ({
  statistic: "any",
  edition,
  class: name,
  instances,
  events,
  details: null,
});

/** Counts around the limit are what a rule can get wrong. */
const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 4, max: 30 }));

function tableOf(classes: readonly string[]): fc.Arbitrary<Point[]> {
  const cells = classes.flatMap((name) => editions.map((edition) => ({ name, edition })));
  return fc
    .array(count, { minLength: cells.length, maxLength: cells.length })
    .map((counts) =>
      cells.flatMap(({ name, edition }, index) =>
        (counts[index] ?? 0) > 0 ? [pointOf(name, edition, counts[index] ?? 0)] : [],
      ),
    );
}

const view = (edition: (typeof views)[number]) => ({ edition, of: "all", weighting: "instances" }) as const;

describe("a share statistic", () => {
  const classes = ["zfs", "lvm", otherClass, outsideClass];
  const atoms = classes.flatMap((name) => editions.map((edition) => ({ name, edition })));
  const indices = (names: readonly string[], edition: string) =>
    new Set(
      atoms.flatMap((atom, index) =>
        names.includes(atom.name) && (edition === "all" || atom.edition === edition) ? [index] : [],
      ),
    );
  /** Every set of instances whose size the published figures tell. */
  const knownFrom = (published: Published, edition: string) => {
    if (published.n === null) return [];
    const folded = published.folded.map(({ key }) => key);
    const own = classes.filter((name) => name !== otherClass && !folded.includes(name));
    const inOther = [...folded, otherClass];
    return [...own.map((name) => indices([name], edition)), indices(inOther, edition)];
  };

  it("gives away no small group, however its tables are added and subtracted", () => {
    fc.assert(
      fc.property(tableOf(classes), (points) => {
        const counts = atoms.map(
          ({ name, edition }) =>
            points.find((point) => point.class === name && point.edition === edition)?.instances ?? 0,
        );
        const known = views.flatMap((edition) =>
          knownFrom(publishPeriod(fileSystemStatistic, points, view(edition), k), edition),
        );
        const smallest = smallestDisclosed(known, counts);
        expect(smallest === null || smallest >= k).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("would be caught: editions folded each by themselves give a small group away", () => {
    // 12 in all and 10 in one edition leave 2 in the others.
    const known = [indices(["zfs"], "all"), indices(["zfs"], "community")];
    const counts = atoms.map(({ name, edition }) =>
      name !== "zfs" ? 0 : edition === "community" ? 10 : edition === "standard" ? 2 : 0,
    );
    expect(smallestDisclosed(known, counts)).toBe(2);
  });

  it("publishes nothing between zero and the limit, and loses nobody", () => {
    fc.assert(
      fc.property(tableOf(classes), fc.constantFrom(...views), (points, edition) => {
        const { n, outside, values } = publishPeriod(fileSystemStatistic, points, view(edition), k);
        if (n === null) return;
        const all = points
          .filter((point) => edition === "all" || point.edition === edition)
          .reduce((sum, { instances }) => sum + instances, 0);
        expect(n + (outside ?? 0)).toBe(all);
        expect(Object.values(values).reduce((sum, value) => sum + value, 0)).toBe(n);
        for (const value of [n, outside ?? 0, ...Object.values(values)]) {
          expect(value === 0 || value >= k).toBe(true);
        }
      }),
    );
  });

  it("publishes everything where nothing has to be hidden", () => {
    const points = [pointOf("zfs", "community", 1), pointOf(outsideClass, "community", 1)];
    expect(publishPeriod(fileSystemStatistic, points, view("all"), 1)).toMatchObject({
      n: 1,
      outside: 1,
      values: { zfs: 1 },
      folded: [],
    });
  });

  it("marks the median of a histogram only in a class that is published", () => {
    const histogram: ShareStatistic = { ...fileSystemStatistic, form: "histogram" };
    const points = [pointOf("zfs", "community", 4), pointOf("lvm", "community", 5)];
    expect(publishPeriod(histogram, points, view("all"), k).medianClass).toBe(null);
    expect(publishPeriod(histogram, points, view("all"), 1).medianClass).toBe("lvm");
  });
});

describe("a statistic of yes-or-no questions", () => {
  it("tells neither who said yes nor who said no where they are few", () => {
    const table = fc
      .array(fc.record({ asked: count, yes: fc.nat(), outside: count }), { minLength: 3, maxLength: 3 })
      .map((rows) =>
        rows.flatMap(({ asked, yes, outside }, index) => {
          const edition = editions[index] ?? "";
          const said = asked === 0 ? 0 : yes % (asked + 1);
          return [
            pointOf(askedClass, edition, asked),
            pointOf("rds", edition, said),
            pointOf(outsideClass, edition, outside),
          ].filter(({ instances }) => instances > 0);
        }),
      );
    fc.assert(
      fc.property(table, (points) => {
        const published = views.map((edition) => publishMulti(points, edition, k));
        const safe = (value: number) => expect(value === 0 || value >= k).toBe(true);
        for (const { n, values } of published) {
          if (n === null || values.rds === undefined) continue;
          safe(values.rds);
          safe(n - values.rds);
        }
        const [all, ...each] = published;
        const shown = each.filter(({ values }) => values.rds !== undefined);
        if (all?.values.rds !== undefined && shown.length > 0) {
          safe(all.values.rds - shown.reduce((sum, { values }) => sum + (values.rds ?? 0), 0));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("active instances", () => {
  const windows: WindowStatistic = activeInstanceStatistic;

  it("shows 7 days only where 28 days do not tell a small difference", () => {
    const points = (seven: number) => [pointOf("28", "community", 20), pointOf("7", "community", seven)];
    expect(publishPeriod(windows, points(15), view("all"), k).values).toEqual({ 28: 20, 7: 15 });
    expect(publishPeriod(windows, points(18), view("all"), k).values).toEqual({ 28: 20 });
    expect(publishPeriod(windows, points(20), view("all"), k).values).toEqual({ 28: 20, 7: 20 });
    expect(publishPeriod(windows, points(3), view("all"), k).values).toEqual({ 28: 20 });
    expect(publishPeriod(windows, [pointOf("28", "community", 4)], view("all"), k).n).toBe(null);
  });

  it("never tells a small number, an edition's share of it, or a difference", () => {
    const table = fc
      .array(fc.record({ wide: count, narrow: fc.nat() }), { minLength: 3, maxLength: 3 })
      .map((rows) =>
        rows.flatMap(({ wide, narrow }, index) =>
          [
            pointOf("28", editions[index] ?? "", wide),
            pointOf("7", editions[index] ?? "", wide === 0 ? 0 : narrow % (wide + 1)),
          ].filter(({ instances }) => instances > 0),
        ),
      );
    fc.assert(
      fc.property(table, (points) => {
        const [all, ...each] = views.map((edition) => publishPeriod(windows, points, view(edition), k));
        const sum = (key: string) => each.reduce((total, { values }) => total + (values[key] ?? 0), 0);
        const numbers = [all, ...each].flatMap((one) => {
          const values = one?.values ?? {};
          return [
            ...Object.values(values),
            values["7"] === undefined ? 0 : (values["28"] ?? 0) - values["7"],
          ];
        });
        if (all?.n !== null && each.some(({ n }) => n !== null))
          numbers.push((all?.values["28"] ?? 0) - sum("28"));
        if (each.some(({ values }) => values["7"] !== undefined))
          numbers.push((all?.values["7"] ?? 0) - sum("7"));
        for (const value of numbers) expect(value === 0 || value >= k).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("events", () => {
  it("stand under their own name, or in Other, only with enough instances behind them", () => {
    const points = [
      pointOf("clone_created", "community", 30, 900),
      pointOf("snapshot_created", "community", 12, 60),
      pointOf("alert", "community", 3, 7),
    ];
    const { values, folded, n } = publishPeriod(eventsReceivedStatistic, points, view("all"), k);
    expect(values).toEqual({ clone_created: 900, other: 67 });
    expect(n).toBe(967);
    expect(folded).toEqual([
      { key: "alert", why: "small" },
      { key: "snapshot_created", why: "company" },
    ]);
    expect(publishPeriod(eventsReceivedStatistic, points.slice(2), view("all"), k).n).toBe(null);
  });
});

describe("clone times", () => {
  const timed = (name: string, instances: number): Point => ({
    ...pointOf(name, "community", instances),
    details: { medians: [[20, instances]], clones: [[20, instances * 2, instances]] },
  });

  it("need as many instances as any other figure, in every group", () => {
    const points = [timed("zfs", 9), timed("lvm", 5), pointOf(outsideClass, "community", 8)];
    const all = publishPeriod(cloneTimeStatistic, points, view("all"), k);
    expect(all).toMatchObject({ n: 14, outside: 8, values: { zfs: 9, lvm: 5 } });
    expect(all.times?.clones).toBe(28);
    const few = [timed("zfs", 9), timed("lvm", 4), pointOf(outsideClass, "community", 8)];
    expect(publishPeriod(cloneTimeStatistic, few, { ...view("all"), of: "lvm" }, k)).toMatchObject({
      n: null,
      times: null,
    });
  });

  it("round the instances down where those without a time are too few to be told", () => {
    const points = [timed("zfs", 14), pointOf(outsideClass, "community", 2)];
    const published = publishPeriod(cloneTimeStatistic, points, view("all"), k);
    expect(published).toMatchObject({ n: 10, outside: 0 });
    expect(published.times).not.toBe(null);
  });
});
