/** The page on which tables are asked. */
export const queryPath = "/query";

/**
 * The address of a query. It stands behind the `#`, which no browser sends: a query in the parameters would be in the
 * logs of every server on the way.
 */
export function queryAddress(query: string): string {
  return `${queryPath}${queryFragment(query)}`;
}

/** `#q=select%201`. */
export function queryFragment(query: string): string {
  // Of what a fragment may hold, these would end an address that somebody pastes into a text.
  const escaped = encodeURIComponent(query).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `#q=${escaped}`;
}

/** The query that a fragment holds; null where it holds none. */
export function readQueryFragment(fragment: string): string | null {
  const [, escaped] = /^#q=(.*)$/s.exec(fragment) ?? [];
  if (escaped === undefined) return null;
  try {
    const query = decodeURIComponent(escaped);
    return query.trim() === "" ? null : query;
  } catch {
    return null;
  }
}
