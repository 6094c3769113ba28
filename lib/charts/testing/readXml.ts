export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text inside, unescaped. */
  readonly text: string;
  /** Elements inside, at any depth, that have one of the names. */
  all(...names: string[]): XmlElement[];
  /** The text of all `text` elements, with spaces between. */
  words(): string;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  texts: string[];
  inside: XmlElement[];
}

const token = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function readText(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new SyntaxError(`An unescaped & in: ${text}`);
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text)) {
    throw new SyntaxError("A character that XML cannot hold");
  }
  return text.replace(/&(\w+|#39);/g, (_, name: string) => entities[name] ?? "");
}

/**
 * Reads a document of elements, attributes and text: the XML that pictures are written in, and no more.
 * @throws SyntaxError where it is not well-formed
 */
export function readXml(document: string): XmlElement {
  const outside: Open = { name: "", attributes: {}, texts: [], inside: [] };
  const open: Open[] = [outside];
  token.lastIndex = 0;
  for (let at = 0; at < document.length; at = token.lastIndex) {
    const [whole, closing, name, written = "", selfClosing, text] = token.exec(document) ?? [];
    if (whole === undefined) throw new SyntaxError(`Not XML: ${document.slice(at, at + 60)}`);
    const parent = open.at(-1);
    if (text !== undefined) {
      for (const one of open) one.texts.push(readText(text));
    } else if (closing === "/") {
      if (parent === undefined || parent.name !== name)
        throw new SyntaxError(`</${name}> closes <${parent?.name}>`);
      open.pop();
      close(parent, open);
    } else {
      const element: Open = { name: name ?? "", attributes: readAttributes(written), texts: [], inside: [] };
      if (selfClosing === "/") close(element, open);
      else open.push(element);
    }
  }
  // Closed last: the root, and everything else is inside it.
  const root = outside.inside.at(-1);
  if (open.length !== 1 || root === undefined) throw new SyntaxError("An element is not closed");
  const names = new Set(outside.inside.map(({ name }) => name));
  if (root.all(...names).length !== outside.inside.length - 1) {
    throw new SyntaxError("There is more than one root");
  }
  return root;
}

function readAttributes(written: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of written.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new SyntaxError(`${name} is there twice`);
    attributes[name] = readText(value);
  }
  return attributes;
}

function close({ name, attributes, texts, inside }: Open, open: readonly Open[]): void {
  const all = (...names: string[]) => inside.filter((one) => names.includes(one.name));
  const element: XmlElement = {
    name,
    attributes,
    text: texts.join(""),
    all,
    words: () =>
      all("text")
        .map(({ text }) => text)
        .join(" "),
  };
  for (const one of open) one.inside.push(element);
}
