/** Well-formed XML, everything from data already escaped. */
export type Markup = string;

export type Attributes = Readonly<Record<string, string | number | undefined>>;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as XML character data and as an attribute's value. What XML 1.0 cannot hold becomes U+FFFD. */
export function escapeXml(text: string): Markup {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/**
 * A number of a drawing, to a hundredth of a pixel.
 * @throws RangeError when it is not finite: a picture with a wrong place in it is not shown
 */
export function place(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError("A place in a picture must be a finite number");
  return String(Math.round(value * 100) / 100 + 0);
}

/** An element. Attributes that are undefined are left out; numbers are places. */
export function tag(name: string, attributes: Attributes, children: Markup = ""): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? place(value) : escapeXml(value ?? "")}"`)
    .join("");
  return children === "" ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}

/** A polyline's path through points, `M1 2L3 4`. */
export function pathThrough(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${place(x)} ${place(y)}`).join("");
}
