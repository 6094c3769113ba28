import type { ListPart } from "../pager";

/** A list that has one part, for tests. */
export function wholeList<Row>(...rows: readonly Row[]): ListPart<Row> {
  return { rows, first: null, next: null };
}
