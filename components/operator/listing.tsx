import type { ComponentProps } from "react";
import { StackedTable } from "../ui/stacked-table";

/** A table of texts, which needs no sideways scrolling on a phone, or the words for no rows. */
export function Listing({ empty, ...table }: ComponentProps<typeof StackedTable> & { empty: string }) {
  return table.rows.length === 0 ? <p className="text-ink-soft">{empty}</p> : <StackedTable {...table} />;
}
