import { sayCount } from "../../words/sayNumbers";
import type { StatisticReading } from "../view/reading";
import type { Box } from "./box";
import type { Markup } from "./markup";
import { wrapText } from "./measureText";
import type { Pen } from "./palette";
import { textAt } from "./text";

/** Why there is nothing to draw, as a heading and a sentence; null where there is something. */
export function stateWords(reading: StatisticReading): { heading: string; text: string } | null {
  const { state, publishMinInstances, periods, statistic } = reading;
  if (state === "empty") {
    return {
      heading: "Nothing was counted",
      text: `In this range, no event came that feeds the chart. It is made of ${statistic.source.join(", ")}.`,
    };
  }
  const isDrawable = statistic.kind === "times" ? periods.some(({ times }) => times) : hasFigures(reading);
  if (state === "ready" && isDrawable) return null;
  return {
    heading: "Too few instances to publish",
    text: `No period of this view has the ${sayCount(publishMinInstances)} instances that a figure is published from.`,
  };
}

function hasFigures({ periods, latest }: StatisticReading): boolean {
  return latest !== null && periods.some(({ n, values }) => n !== null && Object.keys(values).length > 0);
}

/** The words in the middle of a box. */
export function drawWords({ heading, text }: { heading: string; text: string }, box: Box, pen: Pen): Markup {
  const lines = wrapText(text, { size: pen.size, width: Math.min(box.width, pen.size * 38), lines: 4 });
  const lineHeight = pen.size * 1.5;
  const x = box.x + box.width / 2;
  const top = box.y + (box.height - lines.length * lineHeight) / 2;
  const headingSize = pen.size * 1.3;
  const headings = wrapText(heading, { size: headingSize, width: box.width, lines: 1 });
  return [
    ...headings.map((line) =>
      textAt(pen, line, { x, y: top, anchor: "middle", colour: "ink", isBold: true, size: headingSize }),
    ),
    ...lines.map((line, index) =>
      textAt(pen, line, { x, y: top + lineHeight * (index + 1.1), anchor: "middle" }),
    ),
  ].join("");
}
