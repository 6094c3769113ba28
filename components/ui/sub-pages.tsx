import type { ReactNode } from "react";
import { onSite } from "@/lib/http/onSite";
import { classNames } from "./class-names";

interface SubPagesProps {
  label: string;
  /** In reading order; the current one is marked. */
  pages: readonly { readonly href: string; readonly name: string; readonly isCurrent: boolean }[];
  className?: string;
  listClassName: string;
}

/** The way between pages about one thing. */
export function SubPages({ label, pages, className, listClassName }: SubPagesProps) {
  return (
    <nav aria-label={label} className={classNames("screen-only", className)}>
      <ul className={listClassName}>
        {pages.map(({ href, name, isCurrent }) => (
          <li key={href} className="-mb-px">
            <a
              href={onSite(href)}
              aria-current={isCurrent ? "page" : undefined}
              className="block border-b-2 border-transparent py-2 text-sm whitespace-nowrap text-ink-soft hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What stands under it: its rule stands above the first section, too. */
export function UnderSubPages({ children }: { children: ReactNode }) {
  return (
    <div className="-mt-4 flex flex-col gap-12 [&>section.border-rule:first-child]:border-0 [&>section.border-rule:first-child]:pt-0">
      {children}
    </div>
  );
}
