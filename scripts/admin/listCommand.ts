import { z } from "zod";
import { type Part, readPart } from "../../lib/database/part";
import { Alias } from "../../lib/organizations/account/createOrganization";
import type { AdminAnswer } from "./command";
import { table } from "./table";

/** Rows of a list that are printed at one time, unless asked otherwise. */
const usualRows = 100;
const mostRows = 10_000;

/** The options of every list, as a command line has them. */
export const listOptions = { after: { type: "string" }, take: { type: "string" } } as const;
export const listUsage = "[--after <first column>] [--take <rows>]";

const take = z.coerce.number().int().min(1).max(mostRows, `must be at most ${mostRows}`).default(usualRows);

/** What they hold, by what names a row. */
export const ListByAlias = z.object({ after: Alias.optional(), take });
export const ListById = z.object({ after: z.uuid("must be an id of the list").optional(), take });
export const ListByNumber = z.object({
  after: z
    .string()
    .regex(/^\d{1,9}$/, "must be a number of the list")
    .optional(),
  take,
});

interface List<Row> {
  /** A part of all rows, in the list's order. */
  readonly read: (part: Part) => Promise<readonly Row[]>;
  /** What names a row: its first column. */
  readonly placeOf: (row: Row) => string;
  readonly titles: readonly string[];
  readonly cells: (row: Row) => readonly string[];
  readonly empty: string;
}

/** A part of a list, and how to get the next one. */
export async function answerList<Row>(
  { after, take }: z.output<typeof ListById>,
  { read, placeOf, titles, cells, empty }: List<Row>,
): Promise<AdminAnswer> {
  const { rows, next } = await readPart({ after: after ?? null, take }, read, placeOf);
  return {
    json: rows,
    text: table(titles, rows.map(cells), empty),
    ...(next === null ? {} : { more: `there are more: --after ${next}` }),
  };
}
