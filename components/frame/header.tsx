import MonitorIcon from "lucide-react/icons/monitor";
import MoonIcon from "lucide-react/icons/moon";
import SunIcon from "lucide-react/icons/sun";
import Link from "next/link";
import { Mark } from "./mark";
import { Menu } from "./menu";
import { NavLinks } from "./nav-links";
import { site } from "./site";
import { ThemeSwitch } from "./theme-switch";

const icons = {
  system: <MonitorIcon size={17} strokeWidth={1.75} aria-hidden="true" />,
  light: <SunIcon size={17} strokeWidth={1.75} aria-hidden="true" />,
  dark: <MoonIcon size={17} strokeWidth={1.75} aria-hidden="true" />,
};

/** Name, sections and the theme switch, on top of every page. */
export function Header() {
  return (
    <header className="screen-only relative border-b border-rule">
      <div className="mx-auto flex max-w-frame flex-wrap items-stretch px-4 sm:px-6">
        <Link
          href="/"
          prefetch={false}
          className="mr-auto flex h-14 items-center gap-2.5 font-semibold tracking-tight"
        >
          <Mark className="size-6" />
          {site.name}
        </Link>
        <nav aria-label="Sections" className="hidden h-14 lg:flex">
          <NavLinks />
        </nav>
        <div className="mr-20 flex h-14 items-center lg:mr-0 lg:ml-4">
          <ThemeSwitch icons={icons} />
        </div>
        <Menu />
      </div>
    </header>
  );
}
