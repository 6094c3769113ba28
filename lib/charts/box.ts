/** A rectangle of a drawing, in pixels from its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The box without margins; never smaller than a pixel. */
export function inset(
  box: Box,
  {
    top = 0,
    right = 0,
    bottom = 0,
    left = 0,
  }: { top?: number; right?: number; bottom?: number; left?: number },
): Box {
  return {
    x: box.x + left,
    y: box.y + top,
    width: Math.max(1, box.width - left - right),
    height: Math.max(1, box.height - top - bottom),
  };
}
