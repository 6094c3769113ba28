import { onSite } from "@/lib/http/onSite";
import { SearchButton } from "../search/search-button";
import { Mark } from "./mark";
import { NavLinks, SectionPages } from "./nav-links";
import { SignInLinks, SignInMenu } from "./sign-in-menu";
import { site } from "./site";
import { ThemeSwitch } from "./theme-switch";

/** Name, sections, search, sign-in and the theme switch, on top of every page. On small screens the sections are a native disclosure. */
export function Header({ pathname }: { pathname: string }) {
  return (
    <>
      <header className="screen-only relative border-b border-rule">
        <div className="mx-auto flex max-w-frame flex-wrap items-stretch px-4 sm:px-6">
          <a
            href={onSite("/")}
            aria-current={pathname === "/" ? "page" : undefined}
            className="mr-auto flex h-14 items-center gap-2.5 font-semibold tracking-tight"
          >
            <Mark className="size-6" />
            {site.name}
          </a>
          <nav aria-label="Sections" className="mr-5 hidden h-14 lg:flex">
            <NavLinks pathname={pathname} />
          </nav>
          <div className="mr-20 flex h-14 items-center gap-1 lg:mr-0 lg:gap-3">
            <SearchButton />
            <SignInMenu pathname={pathname} />
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
            <nav aria-label="Sections">
              <NavLinks pathname={pathname} column />
            </nav>
            <nav aria-label="Sign in" className="border-t border-rule pt-3 pb-2">
              <p className="text-sm font-semibold">Sign in</p>
              <ul className="-mx-4">
                <SignInLinks pathname={pathname} />
              </ul>
            </nav>
          </details>
        </div>
      </header>
      <SectionPages pathname={pathname} />
    </>
  );
}
