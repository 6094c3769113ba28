import { onSite } from "@/lib/http/onSite";
import { isCurrentSection, sections } from "./sections";

interface NavLinksProps {
  /** The address's path, for marking the current section. */
  pathname: string;
  /** The form of the menu on small screens. */
  column?: boolean;
}

/** The section links, the current one marked. Plain anchors: each page is a document of its own, and its script stays small. */
export function NavLinks({ pathname, column = false }: NavLinksProps) {
  return (
    <ul className={column ? "flex flex-col" : "flex items-stretch gap-x-5"}>
      {sections.map((section) => {
        const current = isCurrentSection(section, pathname);
        return (
          <li key={section.path} className={column ? "border-t border-rule" : "flex"}>
            <a
              href={onSite(section.path)}
              aria-current={current ? (pathname === section.path ? "page" : "true") : undefined}
              className={
                column
                  ? "block py-3 text-base aria-[current]:font-semibold aria-[current]:text-accent"
                  : "flex items-center border-b-2 border-transparent pt-0.5 text-sm text-ink-soft hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
              }
            >
              {section.name}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
