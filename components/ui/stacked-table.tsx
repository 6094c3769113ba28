import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A column's head; titles are distinct in a table. `className` sets its width on wide screens. */
export interface StackedColumn {
  title: string;
  className?: string;
}

/** A row; `key` is its identity, `id` an anchor to link to. A cell that is null is left out on a phone. */
export interface StackedRow {
  key: string;
  id?: string;
  cells: readonly ReactNode[];
}

interface StackedTableProps {
  caption: string;
  /** A title alone is a column as wide as there is room. */
  columns: readonly (StackedColumn | string)[];
  rows: readonly StackedRow[];
}

/**
 * A table of texts rather than of numbers: on a phone each row becomes a block with its columns' titles before the
 * cells, so that nothing has to be scrolled sideways. The first cell of a row is its header.
 */
export function StackedTable({ caption, columns: given, rows }: StackedTableProps) {
  const columns: StackedColumn[] = given.map((one) => (typeof one === "string" ? { title: one } : one));
  return (
    <table className="block w-full border-collapse text-sm md:table md:table-fixed">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="text-left md:shadow-[inset_0_-1px_var(--rule-strong)]">
          {columns.map(({ title, className }) => (
            <th
              key={title}
              scope="col"
              className={classNames("py-2 pr-6 align-bottom font-semibold last:pr-0", className)}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block border-t border-rule md:table-row-group md:border-0">
        {rows.map((row) => (
          <tr
            key={row.key}
            id={row.id}
            className="block border-b border-rule py-4 target:bg-accent-ground md:table-row"
          >
            {columns.map(({ title }, index) => {
              const cell = row.cells[index] ?? null;
              if (index === 0) {
                return (
                  <th
                    key={title}
                    scope="row"
                    className="block pb-1.5 text-left font-normal wrap-anywhere md:table-cell md:py-3 md:pr-6 md:align-top"
                  >
                    {cell}
                  </th>
                );
              }
              return (
                <td
                  key={title}
                  className={classNames(
                    "gap-x-3 py-1 wrap-anywhere md:table-cell md:py-3 md:pr-6 md:align-top md:last:pr-0",
                    cell === null ? "hidden" : "grid grid-cols-[6.5rem_minmax(0,1fr)]",
                  )}
                >
                  <span aria-hidden="true" className="text-ink-soft md:hidden">
                    {title}
                  </span>
                  <div className="min-w-0">{cell}</div>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
