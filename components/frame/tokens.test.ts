import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast ratio of two tokens in a theme, 1 to 21. */
function contrast(one: string, other: string, theme: "light" | "dark"): number {
  const [darker = 0, lighter = 0] = [one, other]
    .map((name) => luminance(tokens.get(name)?.[theme] ?? ""))
    .sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const texts = ["ink", "ink-soft", "accent", "good", "caution", "bad"];
const eight = (name: string) => Array.from({ length: 8 }, (_, index) => `${name}-${index + 1}`);
const series = [...eight("series"), "series-other", ...eight("ramp"), "bad"];

describe.each(["light", "dark"] as const)("colors of the %s theme", (theme) => {
  it.each(texts.flatMap((text) => ["ground", "raised"].map((ground) => [text, ground] as const)))(
    "%s on %s is readable as text",
    (text, ground) => expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5),
  );
  it("text on the accent and on its tint is readable", () => {
    expect(contrast("on-accent", "accent", theme)).toBeGreaterThanOrEqual(4.5);
    expect(contrast("ink-soft", "accent-ground", theme)).toBeGreaterThanOrEqual(4.5);
  });
  it.each([...series, "rule-strong"])("%s can be seen as a shape", (shape) => {
    expect(contrast(shape, "ground", theme)).toBeGreaterThanOrEqual(3);
  });
});
