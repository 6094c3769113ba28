/** An HTTP request that was pasted as text. */
export interface PastedRequest {
  readonly method: string;
  /** Without the query string; of a full address, its path. */
  readonly path: string;
  /** The value of a header, whatever its case; undefined where it is not there. */
  readonly header: (name: string) => string | undefined;
  readonly headerNames: readonly string[];
  readonly body: string;
}

const requestLine = /^([A-Za-z]{1,20})[ \t]+(\S{1,2000})(?:[ \t]+HTTP\/\d(?:\.\d)?)?[ \t]*\r?(?:\n|$)/;
const headerLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}):(.*)$/;
const maximumHeaders = 200;

/**
 * Reads a request line, headers, an empty line and a body.
 * @returns null where the text does not begin like a request
 */
export function readRequest(text: string): PastedRequest | null {
  const start = text.trimStart();
  const line = requestLine.exec(start.slice(0, 2200));
  if (line === null) return null;
  const [whole, method = "", target = ""] = line;
  const rest = start.slice(whole.length);
  const end = /(?:^|\n)\r?\n/.exec(rest);
  const head = end === null ? rest : rest.slice(0, end.index);
  const headers = new Map<string, string>();
  const headerNames: string[] = [];
  for (const row of head.split("\n", maximumHeaders)) {
    const header = headerLine.exec(row.trimEnd());
    if (header === null) continue;
    const [, name = "", value = ""] = header;
    headerNames.push(name);
    headers.set(name.toLowerCase(), value.trim());
  }
  return {
    method: method.toUpperCase(),
    path: pathOf(target),
    header: (name) => headers.get(name.toLowerCase()),
    headerNames,
    body: end === null ? "" : rest.slice(end.index + end[0].length).trimEnd(),
  };
}

function pathOf(target: string): string {
  const isAddress = /^https?:\/\//i.test(target);
  const address = isAddress && URL.canParse(target) ? new URL(target).pathname : target;
  return address.replace(/\?.*$/, "");
}
