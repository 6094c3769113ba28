import type { Metadata } from "next";
import { sitePages } from "@/components/frame/sections";
import { Link, Page } from "@/components/ui";

export const metadata: Metadata = { title: "Page not found" };

/** Any address that leads nowhere: says so, and shows where everything is. */
export default function NotFound() {
  return (
    <Page
      title="There is no page at this address"
      lead="It may have been renamed, or the address was cut off when it was copied. These are the pages of this site:"
    >
      <dl className="max-w-measure">
        {sitePages.map((section) => (
          <div
            key={section.path}
            className="grid gap-x-6 border-t border-rule py-2.5 sm:grid-cols-[9rem_1fr]"
          >
            <dt>
              <Link href={section.path}>{section.name}</Link>
            </dt>
            <dd className="text-ink-soft">{section.about}</dd>
          </div>
        ))}
      </dl>
    </Page>
  );
}
