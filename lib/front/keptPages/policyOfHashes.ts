import { createHash } from "node:crypto";

/** In place of the nonce of a rendering, of its length: of no use, as no policy names it. */
const noNonce = "kept_page_without_nonce=";

/** A header stays small enough for every proxy. A page has three. */
const mostScripts = 16;

interface Page {
  readonly html: string;
  readonly policy: string;
}

/**
 * Turns a page that was made with a nonce into one that all readers can get: its policy names what its own inline scripts
 * are, by their hashes, in place of the nonce, and scripts of files of this host. Only scripts that carry the nonce are
 * its own, which nobody can know who puts something into a page.
 * @returns null for a page that has no nonce, or too many scripts
 */
export function withHashes({ html: rendered, policy }: Page): (Page & { readonly nonce: string }) | null {
  const [trust, nonce] = /'nonce-([A-Za-z0-9+/=]{24})' 'strict-dynamic'/.exec(policy) ?? [];
  if (trust === undefined || nonce === undefined) return null;
  const html = inOneScript(rendered, nonce);
  const hashes = new Set<string>();
  for (const script of ownScripts(html, nonce)) {
    const content = script.replaceAll(nonce, noNonce);
    hashes.add(`'sha256-${createHash("sha256").update(content).digest("base64")}'`);
  }
  if (hashes.size > mostScripts) return null;
  return {
    nonce,
    html: html.replaceAll(nonce, noNonce),
    policy: policy.replace(trust, () => [...hashes].join(" ")).replace(/ (?=;)/, ""),
  };
}

/** The same for a header that names the nonce. */
export function withoutNonce(value: string, nonce: string): string {
  return value.replaceAll(nonce, noNonce);
}

/**
 * Puts the data that hydrates a page into one script. How many there are depends on how fast the page was rendered, and
 * would change its policy and its ETag.
 */
function inOneScript(html: string, nonce: string): string {
  const [opening, closing] = [`<script nonce="${nonce}">self.__next_f.push([1,"`, '"])</script>'];
  const between: string[] = [];
  const data: string[] = [];
  let at = 0;
  for (let start = html.indexOf(opening); start >= 0; start = html.indexOf(opening, at)) {
    const end = html.indexOf(closing, start);
    // Another kind of data would have its place among the others.
    if (end < 0 || html.slice(at, start).includes("self.__next_f.push([3,")) return html;
    between.push(html.slice(at, start));
    data.push(html.slice(start + opening.length, end));
    at = end + closing.length;
  }
  return data.length < 2 ? html : between.join("") + opening + data.join("") + closing + html.slice(at);
}

/** What the inline scripts with the nonce contain, as a browser hashes it. */
function* ownScripts(html: string, nonce: string): Generator<string> {
  const opening = /<script((?: [a-zA-Z-]+(?:="[^"]*")?)*)>/g;
  for (let found = opening.exec(html); found !== null; found = opening.exec(html)) {
    const [, attributes = ""] = found;
    const start = opening.lastIndex;
    const end = html.indexOf("</script>", start);
    if (end < 0) return;
    opening.lastIndex = end;
    if (attributes.includes(` nonce="${nonce}"`) && !/ src="/.test(attributes)) yield html.slice(start, end);
  }
}
