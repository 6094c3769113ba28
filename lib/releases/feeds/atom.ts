/** An entry of a feed. */
export interface FeedEntry {
  /** Never changes and is never used again: an address of this installation. */
  readonly id: string;
  readonly title: string;
  /** ISO 8601. */
  readonly updated: string;
  /** Absolute. */
  readonly link: string;
  /** Plain text. */
  readonly summary: string;
  /** Which feed it belongs to where several are in one. */
  readonly category: string;
}

/** A feed without its entries. */
export interface FeedAbout {
  readonly title: string;
  readonly subtitle: string;
  /** Absolute addresses of the feed itself and of the page that it is about. */
  readonly self: string;
  readonly page: string;
  readonly author: string;
  readonly rights: string;
}

/** A feed as Atom (RFC 4287). @param entries newest first */
export function writeAtom(about: FeedAbout, entries: readonly FeedEntry[]): string {
  const updated = entries[0]?.updated ?? "1970-01-01T00:00:00.000Z";
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element("id", about.self),
    element("title", about.title),
    element("subtitle", about.subtitle),
    element("updated", updated),
    `<link rel="self" type="application/atom+xml" ${attribute("href", about.self)}/>`,
    `<link rel="alternate" type="text/html" ${attribute("href", about.page)}/>`,
    `<author>${element("name", about.author)}</author>`,
    element("rights", about.rights),
    ...entries.map(entryOf),
    "</feed>",
    "",
  ].join("\n");
}

function entryOf({ id, title, updated, link, summary, category }: FeedEntry): string {
  return [
    "<entry>",
    element("id", id),
    element("title", title),
    element("updated", updated),
    `<link rel="alternate" type="text/html" ${attribute("href", link)}/>`,
    `<category ${attribute("term", category)}/>`,
    element("summary", summary),
    "</entry>",
  ].join("\n");
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function attribute(name: string, text: string): string {
  return `${name}="${escapeXml(text)}"`;
}

const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML 1.0, which knows no control characters. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, " ")
    .replaceAll(/[&<>"]/g, (found) => names[found] ?? found);
}
