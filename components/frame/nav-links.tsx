import { onSite } from "@/lib/http/onSite";
import { pageOf, sectionOf, sections } from "./sections";

interface NavLinksProps {
  /** The address's path, for marking the current section. */
  pathname: string;
  /** The form of the menu on small screens. */
  column?: boolean;
}

/** The section links, the current one marked. Plain anchors: each page is a document of its own, and its script stays small. */
export function NavLinks({ pathname, column = false }: NavLinksProps) {
  const current = sectionOf(pathname);
  return (
    <ul className={column ? "flex flex-col" : "flex items-stretch gap-x-5"}>
      {sections.map((section) => (
        <li key={section.path} className={column ? "border-t border-rule" : "flex"}>
          <a
            href={onSite(section.path)}
            aria-current={section === current ? (pathname === section.path ? "page" : "true") : undefined}
            className={
              column
                ? "block py-3 text-base aria-[current]:font-semibold aria-[current]:text-accent"
                : "flex items-center border-b-2 border-transparent pt-0.5 text-sm text-ink-soft hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            }
          >
            {section.name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The pages of the section that is open, where it has several. */
export function SectionPages({ pathname }: Pick<NavLinksProps, "pathname">) {
  const section = sectionOf(pathname);
  if (section?.pages === undefined) return null;
  const current = pageOf(section, pathname);
  return (
    <nav aria-label={`Pages of ${section.name}`} className="screen-only border-b border-rule bg-raised">
      <ul className="mx-auto flex max-w-frame flex-wrap gap-x-5 px-4 sm:px-6">
        {section.pages.map((page) => (
          <li key={page.path}>
            <a
              href={onSite(page.path)}
              aria-current={page === current ? (pathname === page.path ? "page" : "true") : undefined}
              className="block py-2 text-sm text-ink-soft hover:text-ink aria-[current]:font-medium aria-[current]:text-ink"
            >
              {page.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
