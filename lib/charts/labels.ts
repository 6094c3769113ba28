import type { Box } from "./box";
import type { Color } from "./colors";
import { textWidth, wrapText } from "./measureText";
import type { Shape } from "./scene";

/** A label at the right end of a line or layer. */
export interface EndLabel {
  /** Of the series. */
  readonly of: string;
  readonly color: Color;
  readonly title: string;
  readonly value: string;
  /** Where the line ends, or the middle of the layer. */
  readonly y: number;
}

const leader = 22;
const widestShare = 0.32;

/** How much room labels take at the right of a picture so wide. */
export function endLabelWidth(labels: readonly Omit<EndLabel, "y">[], size: number, width: number): number {
  if (labels.length === 0) return 0;
  const widths = labels.map(({ title, value }) => textWidth(`${title} ${value}`, size) + 6);
  return leader + 4 + Math.min(Math.max(...widths), Math.min(190, width * widestShare));
}

/** Labels at the right of `box`, apart from each other, each with a line that leads to its place. */
export function endLabels(labels: readonly EndLabel[], box: Box, width: number, size: number): Shape[] {
  const lineHeight = size * 1.2;
  const blocks = labels
    .map((label) => ({ ...label, lines: linesOf(label, size, width - leader - 4) }))
    .map((label) => ({ ...label, height: label.lines.length * lineHeight + 2 }))
    .sort((one, other) => one.y - other.y);
  const right = box.x + box.width;
  return spread(blocks, box.y - size * 0.6, box.y + box.height + size * 0.6).flatMap(({ block, top }) => {
    const middle = top + block.height / 2;
    const words = block.lines.map((text, index): Shape => {
      const value = index === block.lines.length - 1 ? block.value : undefined;
      return {
        is: "text",
        key: `label ${block.title} ${index}`,
        of: block.of,
        text,
        ...(value === undefined ? {} : { value }),
        at: [right + leader + 4, top + 1 + lineHeight * (index + 0.78)],
        size,
      };
    });
    const path = [
      [right + 3, block.y],
      [right + 8, block.y],
      [right + leader - 6, middle],
      [right + leader, middle],
    ] as const;
    const key = `leader ${block.title}`;
    return [{ is: "path", key, of: block.of, paths: [path], stroke: block.color, width: 1.5 }, ...words];
  });
}

function linesOf({ title, value }: EndLabel, size: number, width: number): string[] {
  const valueWidth = textWidth(` ${value}`, size) + 4;
  const lines = wrapText(title, { size, width, lines: 2 });
  const last = lines.at(-1) ?? "";
  if (textWidth(last, size) + valueWidth <= width) return lines;
  return lines.length < 2
    ? [...lines, ""]
    : [lines[0] ?? "", ...wrapText(last, { size, width: width - valueWidth, lines: 1 })];
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
