"use client";

import type { ReactNode } from "react";
import { classNames } from "./class-names";
import type { Column } from "./columns";

/** A row; `key` is its identity, `id` an anchor to link to. `cells` are in the order of the columns. */
export interface Row {
  key: string;
  id?: string;
  cells: readonly ReactNode[];
}

interface DataTableProps {
  /** Distinct on its page; ties the scrolling region to the caption. */
  id: string;
  caption: ReactNode;
  /** Keeps the caption for screen readers only, where a heading just above says the same. */
  captionHidden?: boolean;
  /** A title alone is a column of text. */
  columns: readonly (Column | string)[];
  rows: readonly Row[];
  /** Said in place of rows when there are none. */
  empty?: ReactNode;
  /** Limits the height and keeps the head in view, for long tables beside a chart. */
  tall?: boolean;
  /** The id of words that say more of the region, such as that it scrolls. */
  describedBy?: string;
}

// A region that scrolls must be reachable with the keyboard; Safari does not make it so by itself.
const reachable = { tabIndex: 0 };

/** What all cells have, app/globals.css says once for the table: a page has thousands of them. */
const kinds = { text: undefined, prose: "is-prose", number: "is-number", code: "is-code" } as const;

function cellNames(kind: Column["kind"] = "text"): string | undefined {
  return kinds[kind];
}

/**
 * A table that scrolls inside itself when it does not fit. The first cell of a row is its header. It has a script so that
 * what hydrates a page has its cells, and not the elements around each of them.
 */
export function DataTable({
  id,
  caption,
  captionHidden = false,
  columns: given,
  rows,
  empty = "Nothing yet.",
  tall = false,
  describedBy,
}: DataTableProps) {
  const columns = given.map((column) => (typeof column === "string" ? { title: column } : column));
  return (
    <section
      aria-labelledby={`${id}-caption`}
      aria-describedby={describedBy}
      className={classNames(
        "scroll-edges relative overflow-x-auto print:overflow-visible print:bg-none",
        tall && "max-h-112 overflow-y-auto print:max-h-none",
      )}
      {...reachable}
    >
      <table id={id} className="data-table">
        <caption
          id={`${id}-caption`}
          className={captionHidden ? "sr-only" : "mb-2 text-left text-sm text-ink-soft"}
        >
          {caption}
        </caption>
        <thead className={tall ? "sticky top-0 bg-ground" : undefined}>
          <tr>
            {columns.map((column) => (
              <th
                key={column.title}
                scope="col"
                className={column.kind === "number" ? "text-right" : undefined}
              >
                {/* As wide as its title, up to a limit: a region that scrolls has no need to break it after each word. */}
                <span
                  className={column.kind === "number" ? "inline-block w-max max-w-52 sm:max-w-72" : undefined}
                >
                  {column.title}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} id={row.id}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.title} scope="row" className={cellNames(column.kind)}>
                    {row.cells[index]}
                  </th>
                ) : (
                  <td key={column.title} className={cellNames(column.kind)}>
                    {row.cells[index]}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={columns.length} className="py-3 text-ink-soft">
                {empty}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}
