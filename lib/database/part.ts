/** A part of a list: so many rows after the one that `after` names, in the list's order; from the first on where it is null. */
export interface Part {
  readonly after: string | null;
  readonly take: number;
}

/** The same for Prisma, by a unique column; without a part the whole list. */
export function rowsAfter<Column extends string>(
  column: Column,
  part?: Part,
): { readonly take?: number; readonly skip?: number; readonly cursor?: Record<Column, string> } {
  if (part === undefined) return {};
  const { after, take } = part;
  if (after === null) return { take };
  return { take, skip: 1, cursor: { [column]: after } as Record<Column, string> };
}

/**
 * Reads a part and whether there is more, which one row more than it has tells.
 * @param placeOf what names a row for the next part
 * @returns `next` is null at the end of the list
 */
export async function readPart<Row>(
  { after, take }: Part,
  read: (part: Part) => Promise<readonly Row[]>,
  placeOf: (row: Row) => string,
): Promise<{ readonly rows: readonly Row[]; readonly next: string | null }> {
  const found = await read({ after, take: take + 1 });
  const rows = found.slice(0, take);
  const last = rows.at(-1);
  return { rows, next: found.length > take && last !== undefined ? placeOf(last) : null };
}
