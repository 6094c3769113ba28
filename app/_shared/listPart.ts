import type { ListPart } from "@/components/ui/pager";
import { type Part, readPart } from "@/lib/database/part";

/** Rows of a list on a page. */
const shownRows = 25;

interface ListOnPage<Row> {
  /** The parameter of the address that says after which row the part begins. */
  readonly name: string;
  /** The page. */
  readonly at: string;
  /** The section that the list is in. */
  readonly anchor: string;
  /** Whether a text can name a row. */
  readonly isPlace: (text: string) => boolean;
  readonly placeOf: (row: Row) => string;
  readonly read: (part: Part) => Promise<readonly Row[]>;
}

/** The part of a list that the address of its page asks for, with the ways to the first and the next part. */
export async function listPart<Row>(
  parameters: Readonly<Record<string, string | string[] | undefined>>,
  { name, at, anchor, isPlace, placeOf, read }: ListOnPage<Row>,
): Promise<ListPart<Row>> {
  const asked = parameters[name];
  const after = typeof asked === "string" && isPlace(asked) ? asked : null;
  const { rows, next } = await readPart({ after, take: shownRows }, read, placeOf);
  const [path = "", query] = at.split("?");
  const start = query === undefined ? "" : `${query}&`;
  return {
    rows,
    first: after === null ? null : `${at}#${anchor}`,
    next: next === null ? null : `${path}?${start}${name}=${encodeURIComponent(next)}#${anchor}`,
  };
}

/** Whether a text has the form of a UUID. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
