import type { ReactNode } from "react";
import { Button, Link, Page, SubPages, UnderSubPages } from "../ui";
import { CopyButton } from "../ui/copy-button";
import { PostForm } from "../ui/post-form";

/** The pages about one instance, in reading order; each behind the instance's `base`. */
export const instancePages = [
  { page: "", name: "Now" },
  { page: "/events", name: "Events" },
  { page: "/statistics", name: "Statistics" },
  { page: "/data", name: "Data & erasure" },
] as const;

export type InstancePage = (typeof instancePages)[number]["page"];

/**
 * Who looks at an instance: whoever has its ID, its organization, support under a grant, which may only look, or the admin
 * of a relay, who sees what left, too.
 */
export type Viewer = "owner" | "organization" | "support" | "relay";

/** The instance that a page is about. */
export interface ShownInstance {
  readonly instanceId: string;
  readonly isExample: boolean;
  /** What the addresses of its pages begin with: `/instance`, `/org/instances/12`. */
  readonly base: string;
  readonly viewer: Viewer;
  /** What its viewer calls it: "Instance 12, project shop". */
  readonly name?: string;
}

const viewers: Record<Viewer, { readonly above: string; readonly pages: readonly InstancePage[] }> = {
  owner: { above: "My instance", pages: ["", "/events", "/statistics", "/data"] },
  organization: { above: "An instance of the organization", pages: ["", "/events", "/statistics", "/data"] },
  support: { above: "Support access", pages: ["", "/events", "/statistics"] },
  relay: { above: "An instance behind this relay", pages: ["", "/events", "/statistics"] },
};

interface InstanceFrameProps {
  instance: ShownInstance;
  page: InstancePage;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}

/** What the pages about one instance have in common: whose they are, the way between them, and out. */
export function InstanceFrame({ instance, page: current, title, lead, children }: InstanceFrameProps) {
  return (
    <Page
      title={title}
      lead={lead}
      above={
        instance.isExample ? "The public example instance" : (instance.name ?? viewers[instance.viewer].above)
      }
      aside={<Identity instance={instance} />}
    >
      <div className="-mt-4 flex flex-col gap-5">
        <SubPages
          label="Instance"
          listClassName="flex flex-wrap gap-x-5 border-b border-rule"
          pages={instancePages.filter(isOpenTo(instance.viewer)).map(({ page, name }) => ({
            href: instance.base + page,
            name,
            isCurrent: page === current,
          }))}
        />
        {instance.isExample ? <ExampleMark /> : null}
      </div>
      <UnderSubPages>{children}</UnderSubPages>
    </Page>
  );
}

function isOpenTo(viewer: Viewer) {
  return ({ page }: { readonly page: InstancePage }) => viewers[viewer].pages.includes(page);
}

function Identity({ instance: { instanceId, viewer } }: { instance: ShownInstance }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <figure
        aria-label="Instance ID"
        className="flex items-center gap-2 border border-rule bg-raised px-2.5"
      >
        <pre className="py-1.5 font-mono text-[0.8125rem]">{instanceId}</pre>
        <CopyButton />
      </figure>
      <WayOut viewer={viewer} />
    </div>
  );
}

function WayOut({ viewer }: { viewer: Viewer }) {
  if (viewer === "organization") return <Link href="/org">All instances</Link>;
  if (viewer === "relay") return <Link href="/relay">The relay</Link>;
  if (viewer === "support") return <Link href="/support">All grants</Link>;
  return (
    <PostForm action="/instance/close" className="screen-only">
      <Button type="submit">Close</Button>
    </PostForm>
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
