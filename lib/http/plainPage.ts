import { createHash } from "node:crypto";

/** In the colors of the service, without a file: the pages can be what is missing. */
const style = `:root{color-scheme:light dark;background:light-dark(#fbfcfd,#10161c);color:light-dark(#17212b,#e6edf3)}
body{max-width:40rem;margin:4rem auto;padding:0 1.5rem;font:1rem/1.6 Inter,system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.3;font-weight:650}
a{color:light-dark(#09578b,#7cc0f2)}`;

/** What a Content-Security-Policy has to allow for these pages, in `style-src`. */
export const plainStyleSource = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;

/**
 * A page for a person where the service's own cannot be: a heading and a few paragraphs.
 * @param paragraphs HTML
 */
export function plainPage(title: string, paragraphs: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>\n`).join("")}</html>
`;
}
