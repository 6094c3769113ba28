/** What can be done with a column's values. */
export type ColumnKind = "number" | "date" | "timestamp" | "text";

export interface ResultColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** A cell as PostgreSQL writes it; null is null. */
export type ResultCell = string | null;

/** Rows that a query gave. */
export interface QueryResult {
  readonly columns: readonly ResultColumn[];
  /** The first ones, at most `mostRowsDrawn`. */
  readonly rows: readonly (readonly ResultCell[])[];
  /** How many there are. */
  readonly count: number;
}

/** Rows that the page shows, of those that it draws, of those that a file can have: a browser's tab is not endless. */
export const mostRowsShown = 1_000;
export const mostRowsDrawn = 20_000;
export const mostRowsKept = 200_000;

/** An error as PostgreSQL says it. */
export interface SqlError {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly where: string | null;
  /** In characters, from 1. */
  readonly position: number | null;
}

/** What became of a run. */
export type RunOutcome =
  | {
      readonly kind: "done";
      /** Of the last statement that gives rows; null where none does. */
      readonly result: QueryResult | null;
      /** What PostgreSQL says of each statement: `SELECT 12`, `CREATE TABLE`. */
      readonly commands: readonly string[];
      readonly notices: readonly string[];
    }
  | { readonly kind: "failed"; readonly error: SqlError; readonly notices: readonly string[] };

/** The kinds of PostgreSQL's own types, by their numbers, which never change; all others are text. */
const kinds: ReadonlyMap<number, ColumnKind> = new Map([
  ...[20, 21, 23, 26, 700, 701, 1700].map((oid): [number, ColumnKind] => [oid, "number"]),
  [1082, "date"],
  [1114, "timestamp"],
  [1184, "timestamp"],
]);

export function kindOfType(oid: number): ColumnKind {
  return kinds.get(oid) ?? "text";
}
