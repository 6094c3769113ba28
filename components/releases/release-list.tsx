import type { Notice } from "@/lib/releases/notices/notices";
import type { Release } from "@/lib/releases/store/releases";
import { sayBytes } from "@/lib/words/sayBytes";
import { sayDay } from "@/lib/words/sayDates";
import { DataTable, EmptyState, Link, type ListPart, Page, Pager, Section } from "../ui";
import { sayChanges } from "./say-changes";

interface ReleaseListProps {
  /** Newest first. */
  releases: ListPart<Release>;
  /** Newest first. */
  notices: readonly Notice[];
  isPrivate: boolean;
}

/** Every release, and what is announced to change. */
export function ReleaseList({ releases, notices, isPrivate }: ReleaseListProps) {
  return (
    <Page
      title="Releases"
      lead={
        <>
          Every week the published figures become a release: dated, complete, and never changed afterwards. As
          CSV, Parquet, SQL and JSON, with checksums in a <Link href="/log">transparency log</Link>. The
          newest can be <Link href="/query">asked in SQL</Link> in your browser.
        </>
      }
    >
      <Section
        id="all"
        title="All releases"
        lead={
          <>
            <Link href="/releases/latest">The newest</Link> has an address of its own. As a{" "}
            <Link href="/feeds/releases.atom">feed</Link> and for programs at{" "}
            <Link href="/api/v1/releases">/api/v1/releases</Link>.
          </>
        }
      >
        {isPrivate ? (
          <EmptyState title="Nothing is published here.">
            <p>
              This installation is private, since no <code>PUBLIC_URL</code> is set. Its figures are for
              anyone who runs it, so there are no releases and no log.
            </p>
          </EmptyState>
        ) : releases.rows.length === 0 ? (
          <EmptyState title="There is no release yet.">
            <p>The first is made when the first week is published, two days after its end.</p>
          </EmptyState>
        ) : (
          <>
            <DataTable
              id="releases-table"
              caption="Releases, newest first"
              captionHidden
              columns={[
                { title: "Release" },
                { title: "Weeks", kind: "number" },
                { title: "Figures", kind: "number" },
                { title: "Size", kind: "number" },
                { title: "Other than before", kind: "prose" },
              ]}
              rows={releases.rows.map(({ id, number, about }) => ({
                key: id,
                cells: [
                  <Link key="id" href={`/releases/${id}`}>
                    {id}
                  </Link>,
                  about.weeks.length,
                  about.figures,
                  sayBytes(about.bytes),
                  sayChanges(about.changes, number),
                ],
              }))}
            />
            <Pager label="Pages of releases" {...releases} />
          </>
        )}
      </Section>
      <Section
        id="notices"
        title="Announced changes"
        lead="Columns, classes and rules change only after they were announced at least two releases before."
      >
        <DataTable
          id="notices-table"
          caption="Announced changes, newest first"
          captionHidden
          columns={[
            { title: "From" },
            { title: "Announced" },
            { title: "What", kind: "prose" },
            { title: "In words", kind: "prose" },
          ]}
          rows={notices.map(({ key, from, announced, title, text }) => ({
            key,
            id: `notice-${key}`,
            cells: [sayDay(from), sayDay(announced), title, text],
          }))}
          empty="No change is announced."
        />
      </Section>
    </Page>
  );
}
