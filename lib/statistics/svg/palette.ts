import type { Slot } from "../view/chartSeries";
import type { Markup } from "./markup";

/** The colours of `app/globals.css` that pictures need, each as light and dark. A test keeps the two equal. */
export const palette = {
  ground: ["#fbfcfd", "#10161c"],
  ink: ["#17212b", "#dfe6ec"],
  "ink-soft": ["#52606e", "#9dabb8"],
  rule: ["#d8dfe6", "#2a3540"],
  "rule-strong": ["#7f8c99", "#6b7a89"],
  "series-1": ["#1f5f99", "#6aa9dd"],
  "series-2": ["#c47f0d", "#a66308"],
  "series-3": ["#439d82", "#328b64"],
  "series-4": ["#9f4b65", "#d980a5"],
  "series-5": ["#0b435e", "#9acef0"],
  "series-6": ["#5d5922", "#aaa962"],
  "series-7": ["#9476d0", "#8369a9"],
  "series-8": ["#6b220c", "#edb4a7"],
  "series-other": ["#7f8c99", "#6b7a89"],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type Colour = keyof typeof palette;

/** Where colours come from: the page's own variables, or a style element inside the picture. */
export type Tokens = "page" | "embedded";

/** Attributes that paint a shape. What has no `fill` is not filled. */
export type Paint = (colours: { readonly fill?: Colour; readonly stroke?: Colour }) => Record<string, string>;

const paints: Readonly<Record<Tokens, Paint>> = {
  page: ({ fill, stroke }) => ({
    fill: fill === undefined ? "none" : `var(--${fill})`,
    ...(stroke === undefined ? {} : { stroke: `var(--${stroke})` }),
  }),
  embedded: ({ fill, stroke }) => ({
    ...(fill === undefined ? { fill: "none" } : {}),
    class: [fill && `f-${fill}`, stroke && `s-${stroke}`].filter(Boolean).join(" "),
  }),
};

/** What a drawing is drawn with: its colours, and the size of its text in pixels. */
export interface Pen {
  readonly paint: Paint;
  readonly size: number;
}

export function penOf(tokens: Tokens, size: number): Pen {
  return { paint: paints[tokens], size };
}

export function seriesColour(slot: Slot): Colour {
  return `series-${slot}`;
}

/** The style element of a picture that stands alone: it follows the reader's theme. */
export function styleElement(): Markup {
  return `<style>${rules(0)}@media (prefers-color-scheme: dark){${rules(1)}}</style>`;
}

function rules(theme: 0 | 1): string {
  return Object.entries(palette)
    .map(([name, colours]) => `.f-${name}{fill:${colours[theme]}}.s-${name}{stroke:${colours[theme]}}`)
    .join("");
}
