import { sitePages } from "../frame/sections";
import { Link, Page } from "../ui";

/** The overview of a service that has not read a figure since it started, because the database is away. */
export function OverviewAway() {
  return (
    <Page
      title="The figures are not here now"
      lead="They are in the database, which does not answer. Engines are answered all the same, and what they send waits on the disk. What needs no figures is here:"
    >
      <dl className="max-w-measure">
        {sitePages
          .filter(({ path }) => path !== "/")
          .map(({ path, name, about }) => (
            <div key={path} className="grid gap-x-6 border-t border-rule py-2.5 sm:grid-cols-[9rem_1fr]">
              <dt>
                <Link href={path}>{name}</Link>
              </dt>
              <dd className="text-ink-soft">{about}</dd>
            </div>
          ))}
      </dl>
    </Page>
  );
}
