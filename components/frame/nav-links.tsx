"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isCurrentSection, sections } from "./sections";

/** The section links, the current one marked. `column` is the form of the menu on small screens. */
export function NavLinks({ column = false }: { column?: boolean }) {
  const pathname = usePathname();
  return (
    <ul className={column ? "flex flex-col" : "flex items-stretch gap-x-5"}>
      {sections.map((section) => {
        const current = isCurrentSection(section, pathname);
        return (
          <li key={section.path} className={column ? "border-t border-rule" : "flex"}>
            <Link
              href={section.path}
              prefetch={false}
              aria-current={current ? (pathname === section.path ? "page" : "true") : undefined}
              className={
                column
                  ? "block py-3 text-base aria-[current]:font-semibold aria-[current]:text-accent"
                  : "flex items-center border-b-2 border-transparent pt-0.5 text-sm text-ink-soft hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
              }
            >
              {section.name}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
