import type { Slot } from "../view/chartSeries";
import type { Box } from "./box";
import { type Markup, pathThrough, tag } from "./markup";
import { textWidth, wrapText } from "./measureText";
import { type Colour, type Pen, seriesColour } from "./palette";
import { textWithValue } from "./text";

/** A label at the right end of a line or layer. */
export interface EndLabel {
  readonly slot: Slot;
  readonly title: string;
  readonly value: string;
  /** Where the line ends, or the middle of the layer. */
  readonly y: number;
}

const leader = 22;
const widestShare = 0.32;

/** How much room labels take at the right of a box so wide, in pixels. */
export function endLabelWidth(labels: readonly Omit<EndLabel, "y">[], pen: Pen, width: number): number {
  if (labels.length === 0) return 0;
  const widths = labels.map(({ title, value }) => textWidth(`${title} ${value}`, pen.size) + 6);
  return leader + 4 + Math.min(Math.max(...widths), Math.min(190, width * widestShare));
}

/** Draws labels at the right of `box`, apart from each other, each with a line that leads to its place. */
export function drawEndLabels(labels: readonly EndLabel[], box: Box, width: number, pen: Pen): Markup {
  const room = width - leader - 4;
  const lineHeight = pen.size * 1.2;
  const blocks = labels
    .map((label) => ({ ...label, lines: linesOf(label, pen, room) }))
    .map((label) => ({ ...label, height: label.lines.length * lineHeight + 2 }))
    .sort((one, other) => one.y - other.y);
  const right = box.x + box.width;
  return spread(blocks, box.y - pen.size * 0.6, box.y + box.height + pen.size * 0.6)
    .map(({ block, top }) => {
      const middle = top + block.height / 2;
      const colour: Colour = seriesColour(block.slot);
      const d = pathThrough([
        [right + 3, block.y],
        [right + 8, block.y],
        [right + leader - 6, middle],
        [right + leader, middle],
      ]);
      const line = tag("path", { d, ...pen.paint({ stroke: colour }), "stroke-width": 1.5 });
      const words = block.lines.map((text, index) =>
        textWithValue(pen, text, index === block.lines.length - 1 ? block.value : "", {
          x: right + leader + 4,
          y: top + 1 + lineHeight * (index + 0.78),
        }),
      );
      return line + words.join("");
    })
    .join("");
}

function linesOf({ title, value }: EndLabel, pen: Pen, width: number): string[] {
  const valueWidth = textWidth(` ${value}`, pen.size) + 4;
  const lines = wrapText(title, { size: pen.size, width, lines: 2 });
  const last = lines.at(-1) ?? "";
  if (textWidth(last, pen.size) + valueWidth <= width) return lines;
  return lines.length < 2
    ? [...lines, ""]
    : [lines[0] ?? "", ...wrapText(last, { size: pen.size, width: width - valueWidth, lines: 1 })];
}

/** Blocks near where they belong that do not touch each other. Those that have no room are left out, from the end. */
export function spread<Block extends { readonly y: number; readonly height: number }>(
  blocks: readonly Block[],
  top: number,
  bottom: number,
): { readonly block: Block; readonly top: number }[] {
  const kept = [...blocks];
  while (kept.reduce((sum, { height }) => sum + height, 0) > bottom - top && kept.length > 1) kept.pop();
  const places = kept.map((block) => ({ block, top: block.y - block.height / 2 }));
  let free = top;
  for (const one of places) {
    one.top = Math.max(one.top, free);
    free = one.top + one.block.height;
  }
  let limit = bottom;
  for (const one of places.toReversed()) {
    one.top = Math.min(one.top, limit - one.block.height);
    limit = one.top;
  }
  return places;
}
