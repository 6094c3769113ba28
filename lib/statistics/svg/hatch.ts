import type { Box } from "./box";
import { type Markup, pathThrough, tag } from "./markup";
import type { Pen } from "./palette";

const gap = 6;

/**
 * Diagonal lines of the ground's colour over a shape that is unfinished. They are cut to the box by arithmetic: a
 * pattern or a clip would need an id, and ids of several pictures in one page clash.
 */
export function hatch(box: Box, pen: Pen): Markup {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const lines: string[] = [];
  const first = Math.ceil((box.x - box.height) / gap) * gap;
  for (let foot = first; foot < right; foot += gap) {
    const fromX = Math.max(foot, box.x);
    const toX = Math.min(foot + box.height, right);
    if (toX - fromX < 0.5) continue;
    lines.push(
      pathThrough([
        [fromX, bottom - (fromX - foot)],
        [toX, bottom - (toX - foot)],
      ]),
    );
  }
  if (lines.length === 0) return "";
  return tag("path", { d: lines.join(""), ...pen.paint({ stroke: "ground" }), "stroke-width": 2 });
}
