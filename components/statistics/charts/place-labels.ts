import { textWidth } from "@/lib/statistics/svg/measureText";

/** The size of all text in drawings, in pixels. */
export const labelSize = 12;
export const labelStyle = { fill: "var(--ink-soft)", fontSize: labelSize } as const;

const gap = 5;

export interface PlacedLabel {
  x: number;
  anchor: "start" | "end";
}

/**
 * Places texts beside lines at `marks`, each to the right of its line or, at the end, to its left.
 * @returns null for a text that would touch the one before or leave `left` … `right`
 */
export function placeLabels(
  marks: readonly { x: number; text: string }[],
  { left, right }: { left: number; right: number },
): (PlacedLabel | null)[] {
  let taken = left;
  return marks.map(({ x, text }) => {
    const width = textWidth(text, labelSize) + gap;
    const fitsRight = x + width <= right && x >= taken;
    const fitsLeft = x - width >= taken && x <= right;
    if (!fitsRight && !fitsLeft) return null;
    taken = (fitsRight ? x + width : x) + gap;
    return fitsRight ? { x: x + gap, anchor: "start" } : { x: x - gap, anchor: "end" };
  });
}

/**
 * Moves labels at `heights` apart until each has `height` pixels, keeping their order and staying in `top` … `bottom`
 * as long as there is room.
 */
export function spreadLabels(
  heights: readonly number[],
  { height, top, bottom }: { height: number; top: number; bottom: number },
): number[] {
  const order = heights.map((at, index) => ({ at, index })).sort((one, next) => one.at - next.at);
  const placed = new Array<number>(heights.length).fill(0);
  let free = top;
  for (const { at, index } of order) {
    placed[index] = Math.max(at, free);
    free = (placed[index] ?? 0) + height;
  }
  let limit = bottom;
  for (const { index } of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, limit);
    limit = (placed[index] ?? 0) - height;
  }
  return placed;
}
