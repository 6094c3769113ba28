"use client";

import { usePathname } from "next/navigation";
import { NavLinks } from "./nav-links";

/** The sections on a small screen: a native disclosure, so it opens without a script. */
export function Menu() {
  // The key closes the menu after a navigation that keeps the header.
  return (
    <details key={usePathname()} className="group order-last basis-full lg:hidden">
      <summary className="absolute top-0 right-4 flex h-14 list-none items-center gap-2 text-sm sm:right-6 [&::-webkit-details-marker]:hidden">
        Menu
        <span
          aria-hidden="true"
          className="mt-[-4px] size-[7px] rotate-45 border-r-[1.5px] border-b-[1.5px] group-open:mt-[4px] group-open:rotate-[225deg]"
        />
      </summary>
      <nav aria-label="Sections" className="pb-2">
        <NavLinks column />
      </nav>
    </details>
  );
}
