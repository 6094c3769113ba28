/** Rows with their times as ISO 8601 texts. */
export type IsoTimes<Row> = {
  readonly [Field in keyof Row]: Row[Field] extends Date
    ? string
    : Row[Field] extends Date | null
      ? string | null
      : Row[Field];
};

/** The same row with its times as ISO 8601 texts. */
export function isoTimes<Row extends object>(row: Row): IsoTimes<Row> {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  // What the type says of every field, fromEntries cannot know.
  return Object.fromEntries(entries) as IsoTimes<Row>;
}
