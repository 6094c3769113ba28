/**
 * A column's head; titles are distinct in a table. `number` is set right with tabular figures, `code` in the mono
 * face; `prose` holds sentences and keeps room for them on a phone.
 */
export interface Column {
  title: string;
  kind?: "text" | "prose" | "number" | "code";
}

/** Columns of numbers. */
export function numbers(...titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title, kind: "number" }));
}
