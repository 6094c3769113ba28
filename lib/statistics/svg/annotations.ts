import type { Annotation } from "../view/reading";
import { type Markup, tag } from "./markup";
import { textWidth } from "./measureText";
import type { Plot } from "./shapes";
import { columnWidth } from "./shapes";
import { textAt } from "./text";
import { indexOfDay } from "./timeScale";

/**
 * Releases as thin lines and incidents as shades, with short labels above. Where there is no room for all labels the last
 * annotations win: other releases are left out, other incidents lose their label only.
 */
export function drawAnnotations(annotations: readonly Annotation[], { box, time, pen }: Plot): Markup {
  const taken: { from: number; to: number }[] = [];
  const drawn: Markup[] = [];
  for (const { day, kind, title } of annotations.toReversed()) {
    const index = indexOfDay(time, day);
    if (index === null) continue;
    const x = time.x(index);
    const half = textWidth(title, pen.size) / 2;
    const centre = Math.min(Math.max(x, box.x + half), box.x + box.width - half);
    const [from, to] = [centre - half - 6, centre + half + 6];
    const hasRoom = half * 2 <= box.width && !taken.some((one) => from < one.to && to > one.from);
    // Data that is wrong is marked even where there is no room to say why.
    if (kind === "incident") drawn.push(incidentShade(x));
    if (!hasRoom) continue;
    taken.push({ from, to });
    if (kind === "release") drawn.push(releaseLine(x));
    drawn.push(textAt(pen, title, { x: centre, y: box.y - 7, anchor: "middle" }));
  }
  return drawn.join("");

  function releaseLine(x: number): Markup {
    const paint = pen.paint({ stroke: "ink" });
    const ends = { x1: x, y1: box.y - 4, x2: x, y2: box.y + box.height };
    return tag("line", { ...ends, ...paint, "stroke-width": 1, "stroke-opacity": 0.55 });
  }

  function incidentShade(x: number): Markup {
    const width = Math.max(5, columnWidth(time.step));
    const from = Math.max(box.x, x - width / 2);
    const shade = { x: from, y: box.y - 4, width, height: box.height + 4 };
    return tag("rect", { ...shade, ...pen.paint({ fill: "ink" }), "fill-opacity": 0.16 });
  }
}
