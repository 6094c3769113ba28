import type { ReactNode } from "react";

interface ListedProps {
  /** Distinct texts. */
  items: readonly string[];
  /** How one of them is set. */
  children: (item: string) => ReactNode;
}

/** Items on a line, with commas between them. */
export function Listed({ items, children }: ListedProps) {
  return items.map((item, index) => (
    <span key={item}>
      {index === 0 ? "" : ", "}
      {children(item)}
    </span>
  ));
}
