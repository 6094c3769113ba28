import { onSite } from "@/lib/http/onSite";
import { Mark } from "./mark";
import { NavLinks } from "./nav-links";
import { site } from "./site";
import { ThemeSwitch } from "./theme-switch";

/** Name, sections and the theme switch, on top of every page. On small screens the sections are a native disclosure. */
export function Header({ pathname }: { pathname: string }) {
  return (
    <header className="screen-only relative border-b border-rule">
      <div className="mx-auto flex max-w-frame flex-wrap items-stretch px-4 sm:px-6">
        <a href={onSite("/")} className="mr-auto flex h-14 items-center gap-2.5 font-semibold tracking-tight">
          <Mark className="size-6" />
          {site.name}
        </a>
        <nav aria-label="Sections" className="hidden h-14 lg:flex">
          <NavLinks pathname={pathname} />
        </nav>
        <div className="mr-20 flex h-14 items-center lg:mr-0 lg:ml-4">
          <ThemeSwitch />
        </div>
        <details className="group basis-full lg:hidden">
          <summary className="absolute top-0 right-4 flex h-14 list-none items-center gap-2 text-sm sm:right-6 [&::-webkit-details-marker]:hidden">
            Menu
            <span
              aria-hidden="true"
              className="mt-[-4px] size-[7px] rotate-45 border-r-[1.5px] border-b-[1.5px] group-open:mt-[4px] group-open:rotate-[225deg]"
            />
          </summary>
          <nav aria-label="Sections" className="pb-2">
            <NavLinks pathname={pathname} column />
          </nav>
        </details>
      </div>
    </header>
  );
}
