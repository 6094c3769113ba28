import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Page } from "../ui/page";

/** The pages about one instance, in reading order. */
export const instancePages = [
  { path: "/instance", name: "Now" },
  { path: "/instance/events", name: "Events" },
  { path: "/instance/statistics", name: "Statistics" },
  { path: "/instance/data", name: "Data & erasure" },
] as const;

export type InstancePath = (typeof instancePages)[number]["path"];

/** The instance that a page is about. */
export interface ShownInstance {
  readonly instanceId: string;
  readonly isExample: boolean;
}

interface InstanceFrameProps {
  instance: ShownInstance;
  path: InstancePath;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}

/** What the pages about one instance have in common: whose they are, the way between them, and out. */
export function InstanceFrame({ instance, path, title, lead, children }: InstanceFrameProps) {
  return (
    <Page
      title={title}
      lead={lead}
      above={instance.isExample ? "The public example instance" : "My instance"}
      aside={<Identity instance={instance} />}
    >
      <div className="-mt-4 flex flex-col gap-5">
        <nav aria-label="Instance" className="screen-only">
          <ul className="flex flex-wrap gap-x-5 border-b border-rule">
            {instancePages.map((page) => (
              <li key={page.path} className="-mb-px">
                <a
                  href={page.path}
                  aria-current={page.path === path ? "page" : undefined}
                  className="block border-b-2 border-transparent py-2 text-sm whitespace-nowrap text-ink-soft hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
                >
                  {page.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {instance.isExample ? <ExampleMark /> : null}
      </div>
      {/* The rule under the way between pages stands above the first section, too. */}
      <div className="-mt-4 flex flex-col gap-12 [&>section.border-rule:first-child]:border-0 [&>section.border-rule:first-child]:pt-0">
        {children}
      </div>
    </Page>
  );
}

function Identity({ instance: { instanceId } }: { instance: ShownInstance }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <figure
        aria-label="Instance ID"
        className="flex items-center gap-2 border border-rule bg-raised px-2.5"
      >
        <pre className="py-1.5 font-mono text-[0.8125rem]">{instanceId}</pre>
        <CopyButton />
      </figure>
      <form action="/instance/close" method="post" className="screen-only">
        <Button type="submit">Close</Button>
      </form>
    </div>
  );
}

function ExampleMark() {
  return (
    <p role="note" className="max-w-measure border-l-[3px] border-caution py-0.5 pl-4 text-sm">
      <strong className="font-semibold">A public example.</strong> This ID is in the engine’s documentation
      and belongs to nobody. Anybody can send events with it and see them here. It is never counted, and
      cannot be erased.
    </p>
  );
}
