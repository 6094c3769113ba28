const narrow = /[iljI.,:;|'!()[\]·\s]/;
const slim = /[tfr-]/;
const wide = /[mwMW@%—…]/;
const capital = /[A-Z&]/;
const digit = /[0-9–]/;
const full = /[\u1100-\u{10FFFF}]/u;

/**
 * About how wide text is, in pixels. Nothing is measured on the server and the reader's font is not known, so it errs
 * on the wide side of the usual interface fonts.
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) {
    if (narrow.test(character)) ems += 0.33;
    else if (slim.test(character)) ems += 0.41;
    else if (wide.test(character)) ems += 0.95;
    else if (capital.test(character)) ems += 0.74;
    else if (digit.test(character)) ems += 0.64;
    else if (full.test(character)) ems += 1.05;
    else ems += 0.61;
  }
  return ems * size;
}

/** The text, or as much of its beginning as fits with an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join("")}…`, size) > width) characters.pop();
  return characters.length === 0 ? "" : `${characters.join("").trimEnd()}…`;
}

/**
 * The text in lines of at most `width` pixels, broken at spaces. What does not fit ends in an ellipsis.
 * @param options.anySpace breaks at no-break spaces as well
 */
export function wrapText(
  text: string,
  {
    size,
    width,
    lines,
    anySpace = false,
  }: { size: number; width: number; lines: number; anySpace?: boolean },
): string[] {
  const wrapped: string[] = [];
  for (const word of text.split(anySpace ? /[ \u00a0]+/ : / +/).filter((one) => one !== "")) {
    const last = wrapped.at(-1);
    const longer = `${last ?? ""} ${word}`;
    if (last !== undefined && textWidth(longer, size) <= width) wrapped[wrapped.length - 1] = longer;
    else wrapped.push(word);
  }
  const shown = wrapped.slice(0, lines);
  if (wrapped.length > lines) shown[lines - 1] = wrapped.slice(lines - 1).join(" ");
  return shown.map((line) => fitText(line, size, width));
}

/** The text in as few lines as `wrapText` needs, of about the same length: no last line of a single word. */
export function balanceText(
  text: string,
  { size, width, lines }: { size: number; width: number; lines: number },
): string[] {
  const widest = wrapText(text, { size, width, lines });
  for (let narrower = width * 0.55; widest.length > 1 && narrower < width; narrower += size) {
    const balanced = wrapText(text, { size, width: narrower, lines: lines + 1 });
    if (balanced.length === widest.length && !balanced.some((line) => line.endsWith("…"))) return balanced;
  }
  return widest;
}
