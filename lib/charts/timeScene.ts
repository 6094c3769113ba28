import { sayCount } from "../words/sayNumbers";
import { type Box, inset } from "./box";
import type { Mark, Series, TimeChart } from "./chart";
import { axisWidth, baseline, hatch, isNarrowAt, logWords, rule, timeAxis, valueAxis } from "./draw";
import { type EndLabel, endLabels, endLabelWidth } from "./labels";
import { textWidth } from "./measureText";
import type { Scene, SceneArea, SceneBars, SceneLine, SceneSize, Shape } from "./scene";
import { axisOf } from "./ticks";
import { fitPeriods, indexOfDay, type TimeScale, timeScale } from "./timeScale";

type Span = readonly [from: number, to: number];

const dashes = "3 4";

/** Columns of layers, or lines and bands, over time. */
export function timeScene(chart: TimeChart, { width, height, fontSize: size, isBare }: SceneSize): Scene {
  const { series, bands, periods, strip } = chart;
  const isStack = chart.layout === "stack";
  const layers = isStack ? stack(series) : [];
  const drawn = isStack
    ? layers.flatMap(({ spans }) => spans.flatMap((span) => span?.[1] ?? []))
    : [
        ...series.flatMap(({ values }) => values.filter((value) => value !== null)),
        ...bands.flatMap(({ spans }) => spans.flatMap((span) => span ?? [])),
      ];
  const axis = axisOf(chart.unit, [...drawn, ...(chart.beside ?? [])], {
    isLogarithmic: chart.isLogarithmic,
    isWhole: isStack,
  });
  const named = isBare || isNarrowAt(width) ? [] : namesOf(chart);
  const right = endLabelWidth(named, size, width);
  const stripWords = strip === null ? "" : `${strip.title} ${sayCount(Math.max(0, ...strip.values))}`;
  const stripHeight = strip === null || isBare ? 0 : Math.min(44, height * 0.16);
  const margins = {
    top: size * (chart.marks.length > 0 || axis.isLogarithmic ? 1.9 : 0.8),
    // Half of a label such as `23 Nov` stands beyond the last period.
    right: Math.max(right, size * 2),
    bottom: size * 2 + (stripHeight === 0 ? 0 : stripHeight + size * 1.2),
    left: Math.max(axisWidth(axis, size), textWidth(stripWords, size) + 8),
  };
  const bare = { top: 4, right: 4, bottom: 2, left: 4 };
  const layout = isStack ? "columns" : "points";
  const room = inset({ x: 0, y: 0, width, height }, isBare ? bare : margins);
  const plot = isBare ? room : fitPeriods(room, periods.length, layout);
  const time = timeScale(periods, plot, layout);
  const y = (value: number) => plot.y + plot.height * (1 - axis.at(value));
  const below = { ...plot, y: height - size * 2 - stripHeight, height: stripHeight };
  // Only what is there at the right end is named there.
  const last = Math.max(
    ...[...series.map(({ values }) => values), ...bands.map(({ spans }) => spans)].map((values) =>
      values.findLastIndex((value) => value !== null),
    ),
  );
  const endOf = (key: string) => {
    const span = layers.find(({ of }) => of === key)?.spans[last] ?? null;
    if (isStack) return span === null ? null : y((span[0] + span[1]) / 2);
    const value = series.find((one) => one.key === key)?.values[last] ?? null;
    return value === null ? null : y(value);
  };
  const placed = named.flatMap((label): EndLabel[] => {
    const end = label.at === null ? endOf(label.of) : y(label.at);
    return end === null ? [] : [{ ...label, y: end }];
  });
  const areas = bands.map((band) => bandOf(band, time, y));
  const lines = isStack ? [] : series.flatMap((one) => linesOf(one, periods, y));
  const words = isBare
    ? []
    : [
        ...marksOf(chart.marks, { plot, time, size, isNamed: axis.isLogarithmic }),
        ...timeAxis(time, chart.interval, stripHeight === 0 ? plot : below, size),
        ...endLabels(placed, plot, right, size),
      ];
  return {
    width,
    height,
    plot,
    along: "x",
    stops: periods.map((_, index) => [time.x(index), plot.y] as const),
    back: isBare ? [] : valueAxis(axis, plot, size),
    areas: areas.map(({ area }) => area),
    bars: isStack ? layers.map((layer) => columnsOf(layer, time, y)) : [],
    lines,
    front: [
      ...areas.flatMap(({ lone }) => lone),
      ...(isStack
        ? hatchOf(layers, chart, { time, plot, y })
        : series.flatMap((one) => dotsOf(one, chart, time, y))),
      ...(axis.isLogarithmic ? [] : [baseline(plot)]),
      ...(strip === null || stripHeight === 0
        ? []
        : stripOf(strip.values, stripWords, below, { time, size })),
      ...words,
    ],
  };
}

interface Layer {
  readonly of: string;
  readonly color: Series["color"];
  readonly spans: readonly (Span | null)[];
}

/** Series on each other, the first one at the bottom. What is not published has no thickness: it is not drawn at all. */
function stack(series: readonly Series[]): Layer[] {
  const below: number[] = [];
  return series.map(({ key, color, values }) => ({
    of: key,
    color,
    spans: values.map((value, index): Span | null => {
      if (value === null) return null;
      const from = below[index] ?? 0;
      below[index] = from + value;
      return [from, from + value];
    }),
  }));
}

/** How wide a column is. */
function columnWidth(step: number): number {
  return Math.min(64, step < 4 ? step : step < 12 ? step - 1 : step * 0.86);
}

function columnsOf({ of, color, spans }: Layer, time: TimeScale, y: (value: number) => number): SceneBars {
  const width = columnWidth(time.step);
  const boxes = spans.map((span, index): Box | null => {
    if (span === null || span[1] <= span[0]) return null;
    const top = y(span[1]);
    const height = y(span[0]) - top;
    // A hairline of ground keeps neighbors apart for readers who do not tell their colors apart.
    return { x: time.x(index) - width / 2, y: top, width, height: height > 3 ? height - 1 : height };
  });
  return { key: of, color, boxes };
}

function hatchOf(
  layers: readonly Layer[],
  { periods }: TimeChart,
  { time, plot, y }: { time: TimeScale; plot: Box; y: (value: number) => number },
): Shape[] {
  const width = columnWidth(time.step);
  return periods.flatMap(({ isUnfinished }, index) => {
    const top = Math.max(0, ...layers.map(({ spans }) => spans[index]?.[1] ?? 0));
    if (!isUnfinished || top === 0) return [];
    const box = { x: time.x(index) - width / 2, y: y(top), width, height: plot.y + plot.height - y(top) };
    return [hatch(`hatch ${index}`, box)];
  });
}

/** The way to an unfinished period is dashed. */
function linesOf(
  { key, color, values }: Series,
  periods: TimeChart["periods"],
  y: (value: number) => number,
): SceneLine[] {
  const last = values.length - 1;
  const isOpen = periods[last]?.isUnfinished === true;
  // A line through one point is none: it is a dot.
  const through = (isShown: (index: number) => boolean) => {
    const shown = values.map((value, index) => (value === null || !isShown(index) ? null : y(value)));
    return shown.map((one, index) => ((shown[index - 1] ?? shown[index + 1] ?? null) === null ? null : one));
  };
  const solid = { key, of: key, color, ys: through((index) => !isOpen || index < last) };
  if (!isOpen) return [solid];
  return [
    solid,
    { key: `${key} so far`, of: key, color, dash: dashes, ys: through((index) => index >= last - 1) },
  ];
}

/** A value without neighbors is a dot, and so is the last one. */
function dotsOf(
  { key, color, values }: Series,
  { periods }: TimeChart,
  time: TimeScale,
  y: (value: number) => number,
): Shape[] {
  return values.flatMap((value, index): Shape[] => {
    const isLone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
    if (value === null || !(isLone || index === values.length - 1)) return [];
    const isOpen = periods[index]?.isUnfinished === true;
    return [
      {
        is: "dot",
        key: `dot ${key} ${index}`,
        of: key,
        at: [time.x(index), y(value)],
        radius: isLone ? 4 : 3,
        fill: isOpen ? "ground" : color,
        stroke: isOpen ? color : "ground",
      },
    ];
  });
}

/** A band, and columns where it has no neighbors: an area has no width there. */
function bandOf(
  { key, opacity, spans }: TimeChart["bands"][number],
  time: TimeScale,
  y: (value: number) => number,
): { area: SceneArea; lone: Shape[] } {
  const isLone = (index: number) => !spans[index - 1] && !spans[index + 1];
  const width = Math.min(24, columnWidth(time.step));
  const color = "series-1";
  return {
    area: {
      ...{ key, color, opacity },
      spans: spans.map((span, index) =>
        !span || isLone(index) ? null : ([y(span[0]), y(span[1])] as const),
      ),
    },
    lone: spans.flatMap((span, index): Shape[] => {
      if (!span || !isLone(index)) return [];
      const box = { x: time.x(index) - width / 2, y: y(span[1]), width, height: y(span[0]) - y(span[1]) };
      return [{ is: "rect", key: `${key} ${index}`, box, fill: color, opacity }];
    }),
  };
}

function stripOf(
  values: readonly number[],
  words: string,
  box: Box,
  { time, size }: { time: TimeScale; size: number },
): Shape[] {
  const largest = Math.max(1, ...values);
  const width = Math.max(1, columnWidth(time.step) * 0.7);
  const columns = values.flatMap((value, index): Shape[] => {
    const height = (box.height * value) / largest;
    const x = Math.max(box.x, Math.min(time.x(index) - width / 2, box.x + box.width - width));
    const place = { x, y: box.y + box.height - height, width, height };
    return height === 0 ? [] : [{ is: "rect", key: `strip ${index}`, box: place, fill: "series-other" }];
  });
  const at = [box.x - 8, box.y + size * 0.7] as const;
  return [
    ...columns,
    { is: "text", key: "strip", text: words, at, anchor: "end", size },
    baseline(box, "strip ground"),
  ];
}

/** Releases are thin lines and incidents shades, with labels above. Where there is no room for all, the last ones win. */
function marksOf(
  marks: readonly Mark[],
  { plot, time, size, isNamed }: { plot: Box; time: TimeScale; size: number; isNamed: boolean },
): Shape[] {
  const taken = isNamed ? [{ from: 0, to: textWidth(logWords, size) + 8 }] : [];
  return marks.toReversed().flatMap(({ day, kind, title }): Shape[] => {
    const index = indexOfDay(time, day);
    if (index === null) return [];
    const x = time.x(index);
    const half = textWidth(title, size) / 2;
    const center = Math.min(Math.max(x, plot.x + half), plot.x + plot.width - half);
    const [from, to] = [center - half - 6, center + half + 6];
    const hasRoom = half * 2 <= plot.width && !taken.some((one) => from < one.to && to > one.from);
    if (hasRoom) taken.push({ from, to });
    const key = `${day} ${title}`;
    const text: Shape[] = hasRoom
      ? [{ is: "text", key: `mark ${key}`, text: title, at: [center, plot.y - 7], anchor: "middle", size }]
      : [];
    if (kind === "incident") {
      // Data that is wrong is marked even where there is no room to say why.
      const width = Math.max(5, columnWidth(time.step));
      const box = { x: Math.max(plot.x, x - width / 2), y: plot.y - 4, width, height: plot.height + 4 };
      return [{ is: "rect", key: `shade ${key}`, box, fill: "ink", opacity: 0.16 }, ...text];
    }
    const line = rule(`line ${key}`, [x, plot.y - 4], [x, plot.y + plot.height], true);
    return hasRoom ? [line, ...text] : [];
  });
}

/** `38%` of `38% · 329`: a label has less room than a legend. */
function shortened(now: string | null): string {
  return now?.split(" · ")[0] ?? "";
}

/** What stands at the right end: names of lines and layers, edges of bands. `at` is a value where the end is not the series' own. */
function namesOf({ series, bands }: TimeChart): (Omit<EndLabel, "y"> & { readonly at: number | null })[] {
  const own = series.map(({ key, title, color, now }) => ({
    of: key,
    title,
    color,
    value: shortened(now),
    at: null,
  }));
  const edges = bands.flatMap(({ key, edges, spans }) => {
    const last = spans.findLast((span) => span !== null) ?? null;
    return edges.flatMap((words, side) => {
      const at = last?.[side] ?? null;
      return words === null || at === null
        ? []
        : [{ of: key, title: words, color: "series-1" as const, value: "", at }];
    });
  });
  return series.length === 1 && bands.length === 0 ? [] : [...own, ...edges];
}
