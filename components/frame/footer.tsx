import { Link } from "../ui/link";
import { site } from "./site";

/** Version, source, licence, privacy, and the sentence that matters, under every page. */
export function Footer() {
  return (
    <footer className="mt-auto border-t border-rule text-sm text-ink-soft">
      <div className="mx-auto flex max-w-frame flex-wrap items-baseline gap-x-6 gap-y-2 px-4 py-6 sm:px-6">
        <p className="mr-auto max-w-measure">
          This site loads nothing from anywhere else and does not count its readers.
        </p>
        <ul className="flex flex-wrap gap-x-5 gap-y-2">
          <li className="tabular-nums">Version {site.version}</li>
          <li>
            <Link href={site.engineSourceUrl} quiet>
              DBLab Engine source
            </Link>
          </li>
          <li>
            <Link href={site.licenceUrl} quiet>
              {site.licence}
            </Link>
          </li>
          <li>
            <Link href="/org" quiet>
              Organizations
            </Link>
          </li>
          <li>
            <Link href="/privacy" quiet>
              Privacy
            </Link>
          </li>
        </ul>
      </div>
    </footer>
  );
}
