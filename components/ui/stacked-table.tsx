"use client";

import type { ReactNode } from "react";

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
 * cells, so that nothing has to be scrolled sideways. The first cell of a row is its header. It has a script for the same
 * reason as `DataTable`.
 */
export function StackedTable({ caption, columns: given, rows }: StackedTableProps) {
  const columns: StackedColumn[] = given.map((one) => (typeof one === "string" ? { title: one } : one));
  return (
    <table className="stacked-table">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr>
          {columns.map(({ title, className }) => (
            <th key={title} scope="col" className={className}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} id={row.id}>
            {columns.map(({ title }, index) => {
              const cell = row.cells[index] ?? null;
              if (index === 0) {
                return (
                  <th key={title} scope="row">
                    {cell}
                  </th>
                );
              }
              return (
                <td key={title} className={cell === null ? "hidden md:table-cell" : undefined}>
                  <span aria-hidden="true">{title}</span>
                  <div>{cell}</div>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
