import type { Box } from "./box";
import { type Color, palette } from "./colors";
import { type Attributes, escapeXml, type Markup, pathThrough, place, tag } from "./markup";
import type { Point, Scene, Shape } from "./scene";

/** Where colors come from: the page's own variables, a style element in the picture, or one theme, as they are. */
export type Tokens = "page" | "embedded" | "light" | "dark";

type Paint = (colors: { readonly fill?: Color; readonly stroke?: Color }) => Record<string, string>;

const theme =
  (side: 0 | 1): Paint =>
  ({ fill, stroke }) => ({
    fill: fill === undefined ? "none" : palette[fill][side],
    ...(stroke === undefined ? {} : { stroke: palette[stroke][side] }),
  });

const paints: Readonly<Record<Tokens, Paint>> = {
  page: ({ fill, stroke }) => ({
    fill: fill === undefined ? "none" : `var(--${fill})`,
    ...(stroke === undefined ? {} : { stroke: `var(--${stroke})` }),
  }),
  embedded: ({ fill, stroke }) => ({
    ...(fill === undefined ? { fill: "none" } : {}),
    class: [fill && `f-${fill}`, stroke && `s-${stroke}`].filter(Boolean).join(" "),
  }),
  light: theme(0),
  dark: theme(1),
};

/** The style element of a picture that stands alone: it follows the reader's theme. */
export function styleElement(): Markup {
  const rules = (side: 0 | 1) =>
    Object.entries(palette)
      .map(([name, colors]) => `.f-${name}{fill:${colors[side]}}.s-${name}{stroke:${colors[side]}}`)
      .join("");
  return `<style>${rules(0)}@media (prefers-color-scheme: dark){${rules(1)}}</style>`;
}

/** Which fonts stand-alone pictures use. Inside a page, text is in the page's font. */
export const fonts = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** An SVG element: its name, attributes and text; `value` stands out after the text. */
export interface Painted {
  readonly name: "rect" | "path" | "circle" | "text";
  readonly attributes: Attributes;
  readonly text?: string;
  readonly value?: { readonly attributes: Attributes; readonly text: string };
}

/** A shape as the element that it is painted with, for painters of any kind. */
export function elementOf(shape: Shape, tokens: Tokens): Painted {
  const paint = paints[tokens];
  const mark = { "data-mark": shape.key };
  switch (shape.is) {
    case "rect": {
      const attributes = {
        ...mark,
        ...shape.box,
        ...paint({ fill: shape.fill }),
        "fill-opacity": shape.opacity,
      };
      return { name: "rect", attributes };
    }
    case "path": {
      const line = { "stroke-width": shape.width, "stroke-dasharray": shape.dash };
      const d = shape.paths.map(pathThrough).join("");
      return { name: "path", attributes: { ...mark, d, ...paint({ stroke: shape.stroke }), ...line } };
    }
    case "dot": {
      const [cx, cy] = shape.at;
      const attributes = { ...mark, cx, cy, r: shape.radius, ...paint(shape), "stroke-width": 1.5 };
      return { name: "circle", attributes };
    }
    case "text": {
      const [x, y] = shape.at;
      const attributes = {
        ...mark,
        x,
        y,
        "font-size": shape.size,
        "text-anchor": shape.anchor,
        "font-weight": shape.isBold ? "600" : undefined,
        ...paint({ fill: shape.fill ?? "ink-soft" }),
      };
      const value = {
        attributes: { ...paint({ fill: "ink" }), "font-weight": "600" },
        text: shape.value ?? "",
      };
      const text = shape.value === undefined || shape.text === "" ? shape.text : `${shape.text} `;
      return { name: "text", attributes, text, ...(shape.value === undefined ? {} : { value }) };
    }
  }
}

/** One shape as markup. */
export function paintShape(shape: Shape, tokens: Tokens): Markup {
  const { name, attributes, text = "", value } = elementOf(shape, tokens);
  const bold = value === undefined ? "" : tag("tspan", value.attributes, escapeXml(value.text));
  return tag(name, attributes, escapeXml(text) + bold);
}

/** The marks of a scene, to be put into an `svg` element. */
export function paintScene({ back, areas, bars, lines, front, stops }: Scene, tokens: Tokens): Markup {
  const paint = paints[tokens];
  return [
    ...back.map((shape) => paintShape(shape, tokens)),
    ...areas.flatMap(({ key, color, opacity, spans }) => {
      const runs = runsOf(spans);
      const edge = (run: readonly number[], side: 0 | 1) =>
        run.map((index): Point => [stops[index]?.[0] ?? 0, spans[index]?.[side] ?? 0]);
      const ground = runs
        .map((run) => `${pathThrough([...edge(run, 1), ...edge(run, 0).reverse()])}Z`)
        .join("");
      // The tint alone is too pale to be told from the ground by everybody; its edges are not.
      const edges = ([1, 0] as const).map((side) => runs.map((run) => pathThrough(edge(run, side))).join(""));
      return [
        tag("path", { "data-mark": key, d: ground, ...paint({ fill: color }), "fill-opacity": opacity }),
        ...edges.map((d) =>
          tag("path", { "data-mark": key, d, ...paint({ stroke: color }), "stroke-width": 0.75 }),
        ),
      ];
    }),
    ...bars.map(({ key, color, boxes }) =>
      tag("path", { "data-mark": key, d: boxes.map(pathAround).join(""), ...paint({ fill: color }) }),
    ),
    ...lines.map(({ key, color, dash, ys }) =>
      tag("path", {
        "data-mark": key,
        d: runsOf(ys)
          .map((run) => pathThrough(run.map((index): Point => [stops[index]?.[0] ?? 0, ys[index] ?? 0])))
          .join(""),
        ...paint({ stroke: color }),
        "stroke-width": 2,
        "stroke-linejoin": "round",
        "stroke-dasharray": dash,
      }),
    ),
    ...front.map((shape) => paintShape(shape, tokens)),
  ].join("");
}

/** Indexes of neighbors that all have a value; runs of one have no line. */
function runsOf(values: readonly unknown[]): number[][] {
  const runs: number[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const run = runs.at(-1);
    if (run?.at(-1) === index - 1) run.push(index);
    else runs.push([index]);
  });
  return runs.filter((run) => run.length > 1);
}

/** A rectangle as a part of a path: a layer of many columns is one element. */
function pathAround(box: Box | null): string {
  if (box === null) return "";
  const [width, height] = [place(box.width), place(box.height)];
  return `M${place(box.x)} ${place(box.y)}h${width}v${height}h-${width}z`;
}

interface PictureOptions {
  readonly tokens: Tokens;
  /** Its name for screen readers; without one it is hidden from them. */
  readonly label?: string;
}

/** A scene as an `svg` element. On a page it is as wide as its place. */
export function paintSvg(scene: Scene, { tokens, label }: PictureOptions): Markup {
  const { width, height } = scene;
  const isAlone = tokens !== "page";
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${place(width)} ${place(height)}`,
      width: isAlone ? width : "100%",
      height: isAlone ? height : undefined,
      ...(label === undefined
        ? { "aria-hidden": "true", focusable: "false" }
        : { role: "img", "aria-label": label }),
      "font-family": isAlone ? fonts : undefined,
    },
    (tokens === "embedded" ? styleElement() : "") + paintScene(scene, tokens),
  );
}
