import { type Box, inset } from "../../charts/box";
import type { Color } from "../../charts/colors";
import { sceneOf } from "../../charts/layOut";
import { escapeXml, type Markup, tag } from "../../charts/markup";
import { balanceText, fitText, textWidth, wrapText } from "../../charts/measureText";
import { fonts, paintScene, paintShape, styleElement, type Tokens } from "../../charts/paintSvg";
import { type ChartPart, chartOf } from "../chart/chartOf";
import type { StatisticReading } from "../view/reading";
import { sayGaps, sayN, saySource, sayUnfinished, sayWhat } from "./captions";
import { stateWords } from "./stateWords";

interface PictureOptions {
  /** In pixels. A picture that is too small for its words and a chart gets larger. */
  readonly width?: number;
  readonly height?: number;
  /** Of the view that is drawn, to be printed below it. */
  readonly address?: string;
  /** `embedded`, unless given: it follows the reader's theme. */
  readonly tokens?: Exclude<Tokens, "page">;
}

const pictureSize = { width: 960, height: 540 } as const;
/** The same picture in pixels: as other sites show it beside a link. */
export const pngSize = { width: 1200, height: 675 } as const;

/** Two charts do not fit beside each other in less. */
const narrow = 640;
/** A chart that is lower than this says little. */
const lowest = 150;
/** A narrower picture has no room for its words. */
const narrowest = 320;

const textSize = 13;
const footSize = 12;
const footLine = footSize * 1.5;

interface Pen {
  readonly tokens: Tokens;
  text(
    text: string,
    at: { x: number; y: number; size?: number; fill?: Color; isBold?: boolean; anchor?: "middle" },
  ): Markup;
}

function penOf(tokens: Tokens): Pen {
  return {
    tokens,
    text: (text, { x, y, size = textSize, ...look }) =>
      paintShape({ is: "text", key: text, text, at: [x, y], size, ...look }, tokens),
  };
}

/**
 * A picture of a reading that stands alone, for a README or a slide: title, takeaway, chart, n, period and source. It has no
 * script and loads nothing.
 * @returns an SVG document
 */
export function drawStatistic(reading: StatisticReading, options: PictureOptions = {}): Markup {
  const { tokens = "embedded" } = options;
  const pen = penOf(tokens);
  const width = Math.max(narrowest, options.width ?? pictureSize.width);
  const margin = width < 600 ? 18 : 32;
  const head = drawHead(reading, { x: margin, y: margin, width: width - 2 * margin }, pen);
  const foot = footLines(reading, options.address, width - 2 * margin);
  const around = { top: head.height + 16, bottom: foot.length * footLine + 14 };
  const needed = 2 * margin + around.top + lowest + around.bottom;
  const height = Math.max(Math.ceil(needed), options.height ?? pictureSize.height);
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
      tokens === "embedded" ? styleElement() : "",
      paintShape({ is: "rect", key: "ground", box: { x: 0, y: 0, width, height }, fill: "ground" }, tokens),
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

function drawHead(
  { statistic, takeaway, ...reading }: StatisticReading,
  { x, y, width }: Omit<Box, "height">,
  pen: Pen,
): Part {
  const titleSize = width < 560 ? 19 : 24;
  const takeawaySize = width < 560 ? 14 : 16;
  let baseline = y + titleSize * 0.8;
  const title = fitText(statistic.title, titleSize * 1.04, width);
  const lines = [pen.text(title, { x, y: baseline, size: titleSize, fill: "ink", isBold: true })];
  baseline += 4;
  for (const line of balanceText(takeaway, { size: takeawaySize, width, lines: 2 })) {
    baseline += takeawaySize * 1.45;
    lines.push(pen.text(line, { x, y: baseline, size: takeawaySize, fill: "ink" }));
  }
  baseline += 3;
  for (const line of wrapText(sayWhat({ statistic, takeaway, ...reading }), {
    size: textSize,
    width,
    lines: 2,
  })) {
    baseline += textSize * 1.5;
    lines.push(pen.text(line, { x, y: baseline }));
  }
  return { markup: lines.join(""), height: baseline - y + 4 };
}

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
    .map((line, index) => pen.text(line, { x: page.x, y: top + footLine * (index + 0.8), size: footSize }))
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

/** One chart, or why there is none; for times two, each with its heading. */
function drawCharts(reading: StatisticReading, box: Box, pen: Pen): Markup {
  const words = stateWords(reading);
  if (words !== null) return drawWords(words, box, pen);
  const isNarrow = box.width < narrow;
  const hasCurve = reading.statistic.kind === "times" && (reading.latest?.times?.curve.length ?? 0) > 0;
  if (!hasCurve || (isNarrow && box.height < 2 * lowest)) return drawPart(reading, "main", box, pen);
  const gap = 36;
  const share = isNarrow ? 0.54 : 0.56;
  const first = isNarrow
    ? { ...box, height: box.height * share }
    : { ...box, width: box.width * share - gap / 2 };
  const second = isNarrow
    ? inset(box, { top: box.height * share + 10 })
    : inset(box, { left: box.width * share + gap / 2 });
  const titled = (title: string, part: ChartPart, place: Box) =>
    pen.text(fitText(title, textSize * 1.04, place.width), {
      x: place.x,
      y: place.y + textSize * 0.8,
      isBold: true,
    }) + drawPart(reading, part, inset(place, { top: textSize * 1.6 }), pen);
  return (
    titled("Median, middle half and 5–95% over time", "main", first) +
    titled("Share of clone times up to a length", "curve", second)
  );
}

function drawPart(
  reading: StatisticReading,
  part: ChartPart,
  { x, y, width, height }: Box,
  pen: Pen,
): Markup {
  const scene = sceneOf(chartOf(reading, part), { width, height, fontSize: textSize });
  return tag("g", { transform: `translate(${x} ${y})` }, paintScene(scene, pen.tokens));
}

/** The words in the middle of a box. */
function drawWords({ heading, text }: { heading: string; text: string }, box: Box, pen: Pen): Markup {
  const lines = wrapText(text, { size: textSize, width: Math.min(box.width, textSize * 38), lines: 4 });
  const lineHeight = textSize * 1.5;
  const middle = { x: box.x + box.width / 2, anchor: "middle" as const };
  const top = box.y + (box.height - lines.length * lineHeight) / 2;
  return [
    pen.text(heading, { ...middle, y: top, fill: "ink", isBold: true, size: textSize * 1.3 }),
    ...lines.map((line, index) => pen.text(line, { ...middle, y: top + lineHeight * (index + 1.1) })),
  ].join("");
}
