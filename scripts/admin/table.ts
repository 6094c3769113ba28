/** Rows as aligned columns under their titles; `empty` in place of no rows. */
export function table(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  empty = "none",
): string {
  if (rows.length === 0) return empty;
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A time for people: `2026-11-25 12:00 UTC`; `never` for none. */
export function time(at: string | null, never = "–"): string {
  return at === null ? never : `${at.slice(0, 16).replace("T", " ")} UTC`;
}
