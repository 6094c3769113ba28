import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { palette } from "../../charts/colors";
import { sceneOf } from "../../charts/layOut";
import { escapeXml } from "../../charts/markup";
import { textWidth } from "../../charts/measureText";
import { paintSvg, type Tokens } from "../../charts/paintSvg";
import { readXml, type XmlElement } from "../../charts/testing/readXml";
import { type ChartPart, chartOf } from "../chart/chartOf";
import { cloneTimeStatistic } from "../declared/cloneTimes";
import { engineVersionStatistic } from "../declared/engineVersions";
import { fileSystemStatistic } from "../declared/fileSystems";
import { memoryStatistic } from "../declared/memory";
import { statistics } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import { methodologyVersion, type PeriodReading, type StatisticReading, type View } from "../view/reading";
import { drawStatistic } from "./drawStatistic";
import { stateWords } from "./stateWords";

const size = { width: 640, height: 320 } as const;

/** A part of a reading as its page draws it; nothing where there is nothing to draw. */
function drawPart(
  reading: StatisticReading,
  part: ChartPart = "main",
  { tokens = "page", ...scene }: { tokens?: Tokens; width?: number; height?: number; isBare?: boolean } = {},
): string {
  if (stateWords(reading) !== null) return "<svg/>";
  return paintSvg(sceneOf(chartOf(reading, part), { ...size, ...scene }), { tokens });
}

const draws: readonly ((reading: StatisticReading) => string)[] = [
  (reading) => drawStatistic(reading, { address: "https://telemetry.example.org/statistics/x?a=1&b=2" }),
  (reading) => drawStatistic(reading, { width: 320, height: 200, tokens: "dark" }),
  (reading) => drawPart(reading),
  (reading) => drawPart(reading, "main", { width: 320, height: 180, tokens: "embedded" }),
  (reading) => drawPart(reading, "latest"),
  (reading) => drawPart(reading, "overTime"),
  (reading) => ((reading.latest?.times?.curve.length ?? 0) > 0 ? drawPart(reading, "curve") : "<svg/>"),
  (reading) => drawPart(reading, "main", { width: 320, height: 120, isBare: true }),
];

/** A picture's elements, after a look at what no picture may have. */
function check(picture: string): XmlElement {
  const root = readXml(picture);
  expect(root.name).toBe("svg");
  expect(picture).not.toMatch(/NaN|undefined|Infinity|<script|style=|href|url\(|@import|\sid=/);
  const boxes = [root, ...root.all("rect")].map(({ attributes }) => attributes);
  expect(
    boxes.filter(({ width = "", height = "" }) => width.startsWith("-") || height.startsWith("-")),
  ).toEqual([]);
  return root;
}

const views: readonly Partial<View>[] = [
  {},
  { show: "count" },
  { show: "share", draw: "lines" },
  { show: "count", draw: "lines", interval: "month", range: "all" },
  { range: "30d", interval: "day", weighting: "clones" },
];

describe.each(statistics.map((one) => [one.key, one] as const))("pictures of %s", (_key, statistic) => {
  const readings = [
    ...views.map((view) => exampleReading(statistic, { view })),
    exampleReading(statistic, { keep: 1 }),
    exampleReading(statistic, { keep: 2 }),
    exampleReading(statistic, { oneClass: true }),
    exampleReading(statistic, { state: "empty" }),
    exampleReading(statistic, { state: "tooFew" }),
    { ...exampleReading(statistic, { state: "empty" }), periods: [], classes: [] },
  ];

  it("are well-formed in every view and state", () => {
    for (const reading of readings) for (const draw of draws) check(draw(reading));
  });

  it("say the title and the takeaway", () => {
    for (const reading of readings) {
      const root = check(drawStatistic(reading));
      expect(root.all("title").map(({ text }) => text)).toEqual([statistic.title]);
      expect(root.all("desc").map(({ text }) => text)).toEqual([reading.takeaway]);
      const words = root.all("text").map(({ text }) => text);
      expect(words).toContain(statistic.title);
      expect(words.join(" ")).toContain(reading.takeaway);
      expect(words.join(" ")).toContain(`CC BY 4.0 · methodology ${methodologyVersion}`);
    }
  });

  it("have gaps where periods are withheld", () => {
    const reading = exampleReading(statistic);
    const holes: StatisticReading = {
      ...reading,
      periods: reading.periods.map((period, index) =>
        [3, 4, 7, 9].includes(index) ? { ...period, n: null, values: {}, times: null } : period,
      ),
    };
    for (const draw of draws) check(draw(holes));
    expect(drawPart(holes, "overTime")).not.toBe(drawPart(reading, "overTime"));
  });
});

describe("drawStatistic", () => {
  it("takes whatever a reading holds", () => {
    const count = fc.integer({ min: 0, max: 2 ** 40 });
    const number = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    for (const statistic of statistics) {
      fc.assert(
        fc.property(
          fc.array(count, { minLength: 60, maxLength: 60 }),
          number,
          fc.string(),
          (counts, seconds, text) => {
            const reading = exampleReading(statistic);
            const periods = reading.periods.map((period, index): PeriodReading => {
              const values = Object.fromEntries(
                Object.keys(period.values).map((key, place) => [key, counts[(index + place) % 60] ?? 0]),
              );
              const n = Object.values(values).reduce((sum, value) => sum + value, 0);
              const percentiles = { 5: seconds, 25: seconds, 50: seconds * 2, 75: 1e3, 95: 1e9, 99: 1e9 };
              const times = { percentiles, curve: [{ seconds, share: 0.5 }], clones: n };
              return { ...period, n: index % 11 === 0 ? null : n, values, times: period.times && times };
            });
            const odd = { ...reading, periods, latest: periods.at(-2) ?? null, takeaway: text };
            for (const draw of draws) check(draw(odd));
          },
        ),
        { numRuns: 3 },
      );
    }
  });

  it("is as large as it was asked to be, or as its words need", () => {
    const sizeOf = (options: object) => {
      const { width, height, viewBox } = check(
        drawStatistic(exampleReading(cloneTimeStatistic), options),
      ).attributes;
      expect(viewBox).toBe(`0 0 ${width} ${height}`);
      return [Number(width), Number(height)];
    };
    expect(sizeOf({})).toEqual([960, 540]);
    expect(sizeOf({ width: 700, height: 600 })).toEqual([700, 600]);
    const [width = 0, height = 0] = sizeOf({ width: 10, height: 10 });
    expect(width).toBe(320);
    expect(height).toBeGreaterThan(250);
  });

  it("escapes what comes from data", () => {
    const hostile = `</title><script>alert(1)</script> & "quoted" 'too' <![CDATA[ ]]> \u0000\uD800`;
    const reading = exampleReading(engineVersionStatistic);
    const readings = [
      { ...reading, statistic: { ...engineVersionStatistic, title: hostile }, takeaway: hostile },
      {
        ...reading,
        classes: reading.classes.map(({ key }) => ({ key, title: hostile })),
        annotations: [{ day: "2026-05-07", kind: "incident" as const, title: "<b>&", text: "" }],
        computedAt: "<i>",
      },
    ];
    for (const one of readings) {
      for (const draw of draws) check(draw(one));
      expect(drawStatistic(one, { address: hostile })).not.toContain("<script");
    }
    expect(drawStatistic(readings[0] ?? reading)).toContain(escapeXml(hostile));
    expect(check(drawStatistic(readings[0] ?? reading)).all("title")[0]?.text).toBe(
      hostile.replace("\u0000\uD800", "\uFFFD\uFFFD"),
    );
  });

  it("says n, the period, and that the last one is unfinished", () => {
    const reading = exampleReading(engineVersionStatistic);
    const words = check(drawStatistic(reading)).words();
    expect(words).toContain(`n = ${reading.latest?.n} instances in 16–22\u00a0Nov\u00a02026.`);
    expect(words).toContain("23–29\u00a0Nov\u00a02026 is unfinished and hatched.");
    const lines = exampleReading(engineVersionStatistic, { view: { draw: "lines" } });
    expect(check(drawStatistic(lines)).words()).toContain("is unfinished and dashed.");
    expect(drawStatistic(lines)).toContain("stroke-dasharray");
  });

  it("says in words why there is nothing to draw", () => {
    const few = exampleReading(engineVersionStatistic, { state: "tooFew" });
    expect(check(drawStatistic(few)).words()).toContain("No period of this view has the 10 instances");
    const empty = exampleReading(engineVersionStatistic, { state: "empty" });
    expect(check(drawStatistic(empty)).words()).toContain("Nothing was counted");
  });
});

describe("shapes", () => {
  /** The bars of the latest period, in the order they are drawn. */
  const barsOf = (reading: StatisticReading) =>
    sceneOf(chartOf(reading, "latest"), size).bars.flatMap(({ boxes }) =>
      boxes.filter((box) => box !== null),
    );

  it("have widths in proportion to the values of bars, largest first, Other last", () => {
    const reading = exampleReading(fileSystemStatistic);
    const values = reading.latest?.values ?? {};
    const widths = barsOf(reading).map(({ width }) => width);
    const { other = 0, ...named } = values;
    const expected = [...Object.values(named).sort((one, next) => next - one), other];
    expect(widths).toHaveLength(expected.length);
    widths.forEach((width, index) => {
      expect(width / (widths[0] ?? 1)).toBeCloseTo((expected[index] ?? 0) / (expected[0] ?? 1), 3);
    });
  });

  it("have heights in proportion to the values of a histogram, and a marked median", () => {
    const reading = exampleReading(memoryStatistic);
    const picture = drawPart(reading);
    const heights = barsOf(reading).map(({ height }) => height);
    const values = Object.values(reading.latest?.values ?? {});
    const order = [...memoryStatistic.classes.map(({ key }) => key), "other"];
    const expected = order.flatMap((key) => reading.latest?.values[key] ?? []);
    const largest = Math.max(...values);
    expect(heights.map((height) => height / Math.max(...heights))).toEqual(
      expected.map((value) => expect.closeTo(value / largest, 3)),
    );
    expect(check(picture).words()).toContain("median");
  });

  it("fill a stack of shares to 100%", () => {
    const scene = sceneOf(chartOf(exampleReading(engineVersionStatistic)), size);
    const tops = scene.stops.map((_, index) =>
      Math.min(...scene.bars.flatMap(({ boxes }) => boxes[index]?.y ?? [])),
    );
    expect(tops.every((top) => Math.abs(top - scene.plot.y) < 0.01)).toBe(true);
    const hundred = scene.back.find((shape) => shape.is === "text" && shape.text === "100%");
    expect(hundred?.is === "text" ? hundred.at[1] - scene.plot.y : null).toBeCloseTo(12 * 0.35, 1);
  });

  it("mark median and p95 of the distribution", () => {
    const words = check(drawPart(exampleReading(cloneTimeStatistic), "curve")).words();
    expect(words).toMatch(/half within [\d.]+\u00a0s/);
    expect(words).toMatch(/95% within [\d.]+\u00a0s/);
  });

  it("name the scale of seconds beside the axis of seconds, not beside that of shares", () => {
    const scene = sceneOf(chartOf(exampleReading(cloneTimeStatistic), "curve"), { width: 900, height: 300 });
    const name = scene.back.find((shape) => shape.is === "text" && shape.text === "Log scale");
    expect(name?.is === "text" ? name.at[1] : null).toBeGreaterThan(scene.plot.y + scene.plot.height / 2);
  });

  it("say why there are gaps", () => {
    const reading = exampleReading(engineVersionStatistic);
    const wordsOf = (change: object) =>
      check(
        drawStatistic({
          ...reading,
          periods: reading.periods.map((one, index) =>
            index === 3 ? { ...one, n: null, values: {}, ...change } : one,
          ),
        }),
      ).words();
    expect(wordsOf({})).toContain("too few instances to publish, or are not counted yet");
    const held = wordsOf({ heldSince: "2026-11-20T08:00:00.000Z" });
    expect(held).toContain("held for review");
    expect(held).not.toContain("too few");
  });

  it("name a scale that is not linear, whichever values it has", () => {
    const logarithmic = check(drawPart(exampleReading(cloneTimeStatistic))).words();
    expect(logarithmic).toContain("Log scale");
    const linear = exampleReading(cloneTimeStatistic, { view: { scale: "linear" } });
    expect(check(drawPart(linear)).words()).not.toContain("Log scale");
  });

  it.each([
    [960, 540],
    [640, 480],
    [360, 520],
  ])("keep texts of a picture of %d × %d inside it and apart", (width, height) => {
    for (const statistic of statistics) {
      for (const options of [{}, { view: { range: "all", interval: "month" } }, { keep: 3 }] as const) {
        const root = check(drawStatistic(exampleReading(statistic, options), { width, height }));
        const charts = root.all("g").flatMap((group) => {
          const [, x, y] = /translate\(([\d.]+) ([\d.]+)\)/.exec(group.attributes.transform ?? "") ?? [];
          return group.all("text").map((one) => ({ one, x: Number(x), y: Number(y) }));
        });
        const inCharts = new Set(charts.map(({ one }) => one));
        const own = root.all("text").filter((one) => !inCharts.has(one));
        const boxes = [...own.map((one) => boxOf(one)), ...charts.map(({ one, x, y }) => boxOf(one, x, y))];
        const outside = boxes.filter(
          ({ left, right, bottom }) =>
            left < -2 || right > Number(root.attributes.width) + 2 || bottom > Number(root.attributes.height),
        );
        const touching = boxes.flatMap((box, index) =>
          boxes
            .slice(index + 1)
            .filter(
              (other) =>
                box.right > other.left &&
                other.right > box.left &&
                box.bottom > other.top &&
                other.bottom > box.top,
            )
            .map((other) => `${box.text} | ${other.text}`),
        );
        expect({ key: statistic.key, outside, touching }).toEqual({
          key: statistic.key,
          outside: [],
          touching: [],
        });
      }
    }
  });
});

/** About the room a text takes: less than its line, for letters are lower. */
function boxOf({ attributes, text }: XmlElement, fromX = 0, fromY = 0) {
  const size = Number(attributes["font-size"]);
  const [x, y] = [Number(attributes.x) + fromX, Number(attributes.y) + fromY];
  const width = textWidth(text, size) * 0.92;
  const anchor = { start: 0, middle: 0.5, end: 1 }[attributes["text-anchor"] ?? "start"] ?? 0;
  const left = x - width * anchor;
  return { text, left, right: left + width, top: y - size * 0.72, bottom: y };
}

it("has no words, no style and the page's colors on a card", () => {
  for (const statistic of statistics) {
    const picture = drawPart(exampleReading(statistic), "main", { isBare: true });
    const root = check(picture);
    expect(root.all("text", "style", "title")).toEqual([]);
    expect(root.attributes["aria-hidden"]).toBe("true");
    expect(picture).toMatch(/var\(--(series|ramp)-/);
    expect(picture).not.toMatch(/class=|#[0-9a-f]{6}/);
  }
});

it("has the colors of the page's style sheet", () => {
  const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");
  const page = Object.fromEntries(
    [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
      name,
      [light, dark],
    ]),
  );
  expect(page).toMatchObject(palette);
  const picture = drawStatistic(exampleReading(engineVersionStatistic));
  const [light = "", dark = ""] = picture.split("@media (prefers-color-scheme: dark)");
  for (const [name, colors] of Object.entries(palette)) {
    expect(light).toContain(`.f-${name}{fill:${colors[0]}}`);
    expect(dark).toContain(`.f-${name}{fill:${colors[1]}}`);
  }
});
