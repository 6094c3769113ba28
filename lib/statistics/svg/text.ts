import { escapeXml, type Markup, tag } from "./markup";
import type { Colour, Pen } from "./palette";

interface TextOptions {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly colour?: Colour;
  readonly isBold?: boolean;
  readonly size?: number;
}

/** One line of text. */
export function textAt(pen: Pen, text: string, options: TextOptions): Markup {
  return textOf(pen, escapeXml(text), options);
}

/** One line of text whose parts are told apart by weight: `4.1 <b>38%</b>`. */
export function textWithValue(pen: Pen, text: string, value: string, options: TextOptions): Markup {
  const bold = tag("tspan", { ...pen.paint({ fill: "ink" }), "font-weight": "600" }, escapeXml(value));
  return textOf(pen, text === "" ? bold : `${escapeXml(text)} ${bold}`, options);
}

function textOf(
  pen: Pen,
  content: Markup,
  { x, y, anchor = "start", colour = "ink-soft", isBold = false, size = pen.size }: TextOptions,
): Markup {
  return tag(
    "text",
    {
      x,
      y,
      "font-size": size,
      "text-anchor": anchor === "start" ? undefined : anchor,
      "font-weight": isBold ? "600" : undefined,
      ...pen.paint({ fill: colour }),
    },
    content,
  );
}
