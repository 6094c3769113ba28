import { Link } from "../ui/link";
import { footerPages, pageOf, type SitePage, sections } from "./sections";
import { site } from "./site";

/** Every page by section, version, source, license, and the sentence that matters, under every page. */
export function Footer() {
  const deeper = sections.flatMap((section) =>
    (section.pages ?? []).filter((page) => page !== pageOf(section, section.path)),
  );
  const elsewhere = [
    { path: "/openapi.json", name: "OpenAPI document" },
    { path: site.engineSourceUrl, name: "DBLab Engine source" },
    { path: site.licenceUrl, name: site.licence },
  ];
  return (
    <footer className="mt-auto border-t border-rule text-sm text-ink-soft">
      <div className="mx-auto flex max-w-frame flex-col gap-y-4 px-4 py-6 sm:px-6">
        <nav aria-label="More pages">
          <Links pages={[...deeper, ...footerPages]} />
        </nav>
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
          <p className="mr-auto max-w-measure">
            This site loads nothing from anywhere else and does not count its readers.
          </p>
          <span className="tabular-nums">Version {site.version}</span>
          <Links pages={elsewhere} />
        </div>
      </div>
    </footer>
  );
}

function Links({ pages }: { pages: readonly Pick<SitePage, "path" | "name">[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-2">
      {pages.map(({ path, name }) => (
        <li key={path}>
          <Link href={path} quiet>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
