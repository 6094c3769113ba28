import type { StatisticReading } from "../view/reading";
import { type Box, inset } from "./box";
import { sayGaps, sayN, saySource, sayUnfinished, sayWhat } from "./captions";
import { chartMarkup, curveMarkup, fonts } from "./drawChart";
import { escapeXml, type Markup, tag } from "./markup";
import { balanceText, fitText, textWidth, wrapText } from "./measureText";
import { type Pen, penOf, styleElement } from "./palette";
import { stateWords } from "./stateWords";
import { textAt } from "./text";

export { type ChartOptions, drawBars, drawChart, drawCurve, drawOverTime } from "./drawChart";
export { drawSmall } from "./drawSmall";

interface PictureOptions {
  /** In pixels. A picture that is too small for its words and a chart gets larger. */
  readonly width?: number;
  readonly height?: number;
  /** Of the view that is drawn, to be printed below it. */
  readonly address?: string;
}

/** Two charts do not fit beside each other in less. */
const narrow = 640;

/** A chart that is lower than this says little. */
const lowest = 150;

/** A narrower picture has no room for its words. */
const narrowest = 320;

/**
 * A picture of a reading that stands alone, for a README or a slide: title, takeaway, chart, n, period and source. It
 * follows the reader's light or dark theme, has no script and loads nothing.
 * @returns an SVG document
 */
export function drawStatistic(reading: StatisticReading, options: PictureOptions = {}): Markup {
  const width = Math.max(narrowest, options.width ?? 960);
  const pen = penOf("embedded", 13);
  const margin = width < 600 ? 18 : 32;
  const head = drawHead(reading, { x: margin, y: margin, width: width - 2 * margin }, pen);
  const foot = footLines(reading, options.address, width - 2 * margin);
  const around = { top: head.height + 16, bottom: foot.length * footLine + 14 };
  const needed = 2 * margin + around.top + lowest + around.bottom;
  const height = Math.max(Math.ceil(needed), options.height ?? 540);
  const page: Box = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin };
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "font-family": fonts,
    },
    [
      tag("title", {}, escapeXml(reading.statistic.title)),
      tag("desc", {}, escapeXml(reading.takeaway)),
      styleElement(),
      tag("rect", { width, height, ...pen.paint({ fill: "ground" }) }),
      head.markup,
      drawCharts(reading, inset(page, around), pen),
      drawFoot(foot, page, pen),
    ].join(""),
  );
}

interface Part {
  readonly markup: Markup;
  /** In pixels. */
  readonly height: number;
}

function drawHead(reading: StatisticReading, { x, y, width }: Omit<Box, "height">, pen: Pen): Part {
  const titleSize = width < 560 ? 19 : 24;
  const textSize = width < 560 ? 14 : 16;
  const title = fitText(reading.statistic.title, titleSize * 1.04, width);
  const takeaway = balanceText(reading.takeaway, { size: textSize, width, lines: 2 });
  const what = wrapText(sayWhat(reading), { size: pen.size, width, lines: 2 });
  let baseline = y + titleSize * 0.8;
  const lines = [textAt(pen, title, { x, y: baseline, size: titleSize, colour: "ink", isBold: true })];
  baseline += 4;
  for (const line of takeaway) {
    baseline += textSize * 1.45;
    lines.push(textAt(pen, line, { x, y: baseline, size: textSize, colour: "ink" }));
  }
  baseline += 3;
  for (const line of what) {
    baseline += pen.size * 1.5;
    lines.push(textAt(pen, line, { x, y: baseline }));
  }
  return { markup: lines.join(""), height: baseline - y + 4 };
}

const footSize = 12;
const footLine = footSize * 1.5;

function footLines(reading: StatisticReading, address: string | undefined, width: number): string[] {
  const notes = [sayN(reading), sayUnfinished(reading), sayGaps(reading)].filter((note) => note !== "");
  const lines = width < narrow ? 4 : 2;
  return [
    ...wrapText(notes.join(" "), { size: footSize, width, lines }),
    ...sourceLines(saySource(reading, address), footSize, width),
  ];
}

function drawFoot(lines: readonly string[], page: Box, pen: Pen): Markup {
  const top = page.y + page.height - lines.length * footLine;
  return lines
    .map((line, index) => textAt(pen, line, { x: page.x, y: top + footLine * (index + 0.8), size: footSize }))
    .join("");
}

/** Parts with dots between them; a part is only cut when it is longer than a line. */
function sourceLines(parts: readonly string[], size: number, width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ""} · ${part}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(fitText(part, size, width));
  }
  return lines;
}

/** One chart; for times two, each with its heading: over time, and the distribution beside or below it. */
function drawCharts(reading: StatisticReading, box: Box, pen: Pen): Markup {
  if (reading.statistic.kind !== "times" || stateWords(reading) !== null || !reading.latest?.times) {
    return chartMarkup(reading, box, pen);
  }
  const gap = 36;
  const isNarrow = box.width < narrow;
  if (isNarrow && box.height < 2 * lowest) return chartMarkup(reading, box, pen);
  const share = isNarrow ? 0.54 : 0.56;
  const first = isNarrow
    ? { ...box, height: box.height * share }
    : { ...box, width: box.width * share - gap / 2 };
  const second = isNarrow
    ? inset(box, { top: box.height * share + 10 })
    : inset(box, { left: box.width * share + gap / 2 });
  return (
    drawTitled("Median, middle half and 5–95% over time", first, chartMarkup) +
    drawTitled("Share of clone times up to a length", second, curveMarkup)
  );

  function drawTitled(title: string, part: Box, draw: typeof chartMarkup): Markup {
    const heading = fitText(title, pen.size * 1.04, part.width);
    const words = textAt(pen, heading, { x: part.x, y: part.y + pen.size * 0.8, isBold: true });
    return words + draw(reading, inset(part, { top: pen.size * 1.6 }), pen);
  }
}
