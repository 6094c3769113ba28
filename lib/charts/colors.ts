/** The colors of `app/globals.css` that pictures need, each as light and dark. A test keeps the two equal. */
export const palette = {
  ground: ["#fbfcfd", "#10161c"],
  ink: ["#17212b", "#dfe6ec"],
  "ink-soft": ["#52606e", "#9dabb8"],
  rule: ["#d8dfe6", "#2a3540"],
  "rule-strong": ["#7f8c99", "#6b7a89"],
  bad: ["#a02c2c", "#ee9590"],
  "series-1": ["#1f5f99", "#6aa9dd"],
  "series-2": ["#c47f0d", "#a66308"],
  "series-3": ["#439d82", "#328b64"],
  "series-4": ["#9f4b65", "#d980a5"],
  "series-5": ["#0b435e", "#9acef0"],
  "series-6": ["#5d5922", "#aaa962"],
  "series-7": ["#9476d0", "#8369a9"],
  "series-8": ["#6b220c", "#edb4a7"],
  "series-other": ["#7f8c99", "#6b7a89"],
  "ramp-1": ["#6096c8", "#2a679c"],
  "ramp-2": ["#4c85ba", "#3c77ac"],
  "ramp-3": ["#3a75ab", "#4f87bc"],
  "ramp-4": ["#29669b", "#6499cb"],
  "ramp-5": ["#1a578a", "#7cacd9"],
  "ramp-6": ["#094979", "#97c0e7"],
  "ramp-7": ["#003a66", "#b6d5f3"],
  "ramp-8": ["#002a4f", "#daebfd"],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type Color = keyof typeof palette;

const hues = 8;

/** The color of an unordered class: the same in every chart. Classes past the eighth share the quiet one. */
export function hueAt(position: number): Color {
  return position >= 0 && position < hues ? (`series-${position + 1}` as Color) : "series-other";
}

/** The color of one of `count` ordered classes, from pale to strong. */
export function rampAt(position: number, count: number): Color {
  const step = count < 2 ? hues - 2 : 1 + Math.round((position / (count - 1)) * (hues - 1));
  return `ramp-${Math.min(hues, Math.max(1, step))}` as Color;
}
