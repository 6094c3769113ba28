import type { Box } from "./box";
import { type Colour, palette } from "./colours";
import { escapeXml, type Markup, pathThrough, place, tag } from "./markup";
import type { Point, Scene, Shape } from "./scene";

/** Where colours come from: the page's own variables, a style element in the picture, or one theme, as they are. */
export type Tokens = "page" | "embedded" | "light" | "dark";

type Paint = (colours: { readonly fill?: Colour; readonly stroke?: Colour }) => Record<string, string>;

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
      .map(([name, colours]) => `.f-${name}{fill:${colours[side]}}.s-${name}{stroke:${colours[side]}}`)
      .join("");
  return `<style>${rules(0)}@media (prefers-color-scheme: dark){${rules(1)}}</style>`;
}

/** Which fonts stand-alone pictures use. Inside a page, text is in the page's font. */
export const fonts = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** One shape as markup. */
export function paintShape(shape: Shape, tokens: Tokens): Markup {
  const paint = paints[tokens];
  const mark = { "data-mark": shape.key };
  switch (shape.is) {
    case "rect":
      return tag("rect", { ...mark, ...shape.box, ...paint({ fill: shape.fill }), "fill-opacity": shape.opacity });
    case "path":
      return tag("path", {
        ...mark,
        d: shape.paths.map(pathThrough).join(""),
        ...paint({ stroke: shape.stroke }),
        "stroke-width": shape.width,
        "stroke-dasharray": shape.dash,
      });
    case "dot": {
      const [cx, cy] = shape.at;
      return tag("circle", { ...mark, cx, cy, r: shape.radius, ...paint(shape), "stroke-width": 1.5 });
    }
    case "text": {
      const [x, y] = shape.at;
      const value =
        shape.value === undefined
          ? ""
          : `${shape.text === "" ? "" : " "}${tag("tspan", { ...paint({ fill: "ink" }), "font-weight": "600" }, escapeXml(shape.value))}`;
      const attributes = {
        ...mark,
        x,
        y,
        "font-size": shape.size,
        "text-anchor": shape.anchor,
        "font-weight": shape.isBold ? "600" : undefined,
        ...paint({ fill: shape.fill ?? "ink-soft" }),
      };
      return tag("text", attributes, escapeXml(shape.text) + value);
    }
  }
}

/** The marks of a scene, to be put into an `svg` element. */
export function paintScene({ back, areas, bars, lines, front, stops }: Scene, tokens: Tokens): Markup {
  const paint = paints[tokens];
  return [
    ...back.map((shape) => paintShape(shape, tokens)),
    ...areas.map(({ key, colour, opacity, spans }) =>
      tag("path", {
        "data-mark": key,
        d: runsOf(spans).map((run) => outline(run, spans, stops)).join(""),
        ...paint({ fill: colour, stroke: colour }),
        "fill-opacity": opacity,
        "stroke-width": 0.75,
      }),
    ),
    ...bars.map(({ key, colour, boxes }) =>
      tag("path", { "data-mark": key, d: boxes.map(pathAround).join(""), ...paint({ fill: colour }) }),
    ),
    ...lines.map(({ key, colour, dash, ys }) =>
      tag("path", {
        "data-mark": key,
        d: runsOf(ys)
          .map((run) => pathThrough(run.map((index): Point => [stops[index]?.[0] ?? 0, ys[index] ?? 0])))
          .join(""),
        ...paint({ stroke: colour }),
        "stroke-width": 2,
        "stroke-linejoin": "round",
        "stroke-dasharray": dash,
      }),
    ),
    ...front.map((shape) => paintShape(shape, tokens)),
  ].join("");
}

/** Indexes of neighbours that all have a value; runs of one have no line. */
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

function outline(run: readonly number[], spans: Scene["areas"][number]["spans"], stops: readonly Point[]): string {
  const edge = (side: 0 | 1) => run.map((index): Point => [stops[index]?.[0] ?? 0, spans[index]?.[side] ?? 0]);
  return `${pathThrough([...edge(1), ...edge(0).reverse()])}Z`;
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
      ...(label === undefined ? { "aria-hidden": "true", focusable: "false" } : { role: "img", "aria-label": label }),
      "font-family": isAlone ? fonts : undefined,
    },
    (tokens === "embedded" ? styleElement() : "") + paintScene(scene, tokens),
  );
}
