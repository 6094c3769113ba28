import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { InteractiveChart } from "../../../components/charts/interactive-chart";
import type { Chart } from "../../../lib/charts/chart";
import { sceneOf } from "../../../lib/charts/layOut";
import { paintSvg } from "../../../lib/charts/paintSvg";

/** A mark as a reader sees it: its boxes in pixels, its colors and its words. */
export interface SeenMark {
  readonly key: string;
  readonly boxes: readonly (readonly number[])[];
  readonly fill: string;
  readonly stroke: string;
  readonly text: string;
}

declare global {
  interface Window {
    /** Paints each chart with both painters, in both themes. Says how many marks there are, and which are not alike. */
    compare(pictures: readonly (readonly [Chart, Size])[]): Promise<{ marks: number; differing: unknown[] }>;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

window.compare = async (pictures) => {
  let marks = 0;
  const differing: unknown[] = [];
  for (const [chart, size] of pictures) {
    const [first, second] = [document.createElement("div"), document.createElement("div")];
    document.body.replaceChildren(first, second);
    for (const one of [first, second])
      one.setAttribute("style", `width: ${size.width}px; font-family: sans-serif`);
    first.innerHTML = paintSvg(sceneOf(chart, size), { tokens: "page" });
    const root = createRoot(second);
    const props = { chart, size, pointedAt: null, onSelect: undefined, takesFocus: false };
    flushSync(() => root.render(createElement(InteractiveChart, props)));
    // Recharts measures, and paints what it has measured.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    for (const theme of ["light", "dark"]) {
      document.documentElement.style.colorScheme = theme;
      const [still, interactive] = [marksIn(first), marksIn(second)];
      marks += still.length;
      const others = new Map(interactive.map((mark) => [mark.key, mark]));
      for (const mark of still) {
        const other = others.get(mark.key);
        others.delete(mark.key);
        if (!isAlike(mark, other)) differing.push([chart.description, size.width, theme, mark, other]);
      }
      for (const mark of others.values()) differing.push([chart.description, size.width, theme, null, mark]);
    }
    root.unmount();
  }
  return { marks, differing: differing.slice(0, 3) };
};

function isAlike(one: SeenMark, other: SeenMark | undefined): boolean {
  return (
    other !== undefined &&
    one.text === other.text &&
    one.fill === other.fill &&
    one.stroke === other.stroke &&
    one.boxes.length === other.boxes.length &&
    one.boxes.every((box, index) =>
      box.every((length, side) => Math.abs(length - (other.boxes[index]?.[side] ?? Number.NaN)) <= 1),
    )
  );
}

function marksIn(place: HTMLElement): SeenMark[] {
  const keys = [
    ...new Set([...place.querySelectorAll("[data-mark]")].map((one) => one.getAttribute("data-mark") ?? "")),
  ];
  return keys
    .map((key): SeenMark => {
      const elements = [...place.querySelectorAll<SVGGraphicsElement>(`[data-mark="${CSS.escape(key)}"]`)];
      const [shown] = elements;
      const style = shown === undefined ? null : getComputedStyle(shown);
      return {
        key,
        boxes: elements.flatMap(boxesOf).sort(inReadingOrder),
        fill: style?.fill ?? "",
        stroke: style?.stroke ?? "",
        text: elements.map(({ textContent }) => textContent).join(""),
      };
    })
    .filter(({ boxes }) => boxes.length > 0)
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

function inReadingOrder(one: readonly number[], other: readonly number[]): number {
  const [x = 0, y = 0, , height = 0] = one;
  return x - (other[0] ?? 0) || y - (other[1] ?? 0) || height - (other[3] ?? 0);
}

/** The rectangles of a path of rectangles, or the box of anything else; from the picture's corner. */
function boxesOf(element: SVGGraphicsElement): number[][] {
  const rectangles = /M(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z/g;
  const parts = [...(element.getAttribute("d") ?? "").matchAll(rectangles)];
  if (parts.length > 0) return parts.map((part) => part.slice(1).map(Number));
  const { x, y, width, height } = element.getBBox();
  return width === 0 && height === 0
    ? []
    : [[x, y, width, height].map((length) => Math.round(length * 10) / 10)];
}
