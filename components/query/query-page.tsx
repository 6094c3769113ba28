import { namedTables } from "@/lib/query/queryTable";
import { psqlScript } from "@/lib/query/sqlOfTables";
import type { DescribedTable } from "@/lib/query/tablesOfRelease";
import { sqlFile, sqlSchema } from "@/lib/releases/make/sqlFile";
import { sayBytes } from "@/lib/words/sayBytes";
import { EmptyState, Link, Page, Prose, Section } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { exampleQueries } from "./example-queries";
import { QueryPanel } from "./query-panel";
import { TableList } from "./table-list";

interface QueryPageProps {
  /** The release that is asked, with its tables; null before the first. */
  release: { readonly id: string; readonly tables: readonly DescribedTable[] } | null;
  isPrivate: boolean;
  /** What a browser fetches before the first query runs; null where it is not known. */
  engineBytes: number | null;
  /** The address of this installation, without a slash at the end. */
  baseUrl: string;
}

/** SQL over the newest release, in the browser. */
export function QueryPage({ release, isPrivate, engineBytes, baseUrl }: QueryPageProps) {
  const lead =
    "The published figures as tables, and PostgreSQL to ask them, in your browser. What you ask stays there: no query is sent.";
  if (release === null)
    return (
      <Page title="Query" lead={lead}>
        {isPrivate ? (
          <EmptyState title="Nothing is published here.">
            <p>
              This installation is private, since no <code>PUBLIC_URL</code> is set. It makes no releases, so
              there is nothing to ask. Every statistic has its figures as{" "}
              <Link href="/statistics">CSV and JSON</Link>.
            </p>
          </EmptyState>
        ) : (
          <EmptyState title="There is no release yet.">
            <p>
              Queries are asked of the newest <Link href="/releases">release</Link>. The first is made when
              the first week is published, two days after its end.
            </p>
          </EmptyState>
        )}
      </Page>
    );
  const { id, tables } = release;
  const path = `/releases/${id}`;
  const [first = { title: "", query: "select 1;" }] = exampleQueries.filter(
    ({ query }) => namedTables(query, tables).length > 0,
  );
  return (
    <Page title="Query" lead={lead} dense>
      <p className="max-w-measure text-sm text-ink-soft">
        It asks <Link href={path}>release {id}</Link>.{" "}
        <span className="needs-script">
          The first run loads PostgreSQL{engineBytes === null ? "" : `, ${sayBytes(engineBytes)}`}, once; then
          it is in the browser&apos;s cache. It also fetches the tables that the query names. All of it is
          from this site.
        </span>
      </p>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <div className="needs-script">
            <QueryPanel
              tables={tables.map(({ name, file, columns }) => ({ name, file, columns }))}
              examples={exampleQueries}
              first={first.query}
              releasePath={path}
            />
          </div>
          <div className="without-script flex flex-col gap-4">
            <p className="max-w-measure">
              This page asks with JavaScript and WebAssembly, because the query runs here and not on the
              server. Without them, PostgreSQL of your own does the same: see below.
            </p>
          </div>
        </div>
        <TableList tables={tables} />
      </div>
      <Section id="psql" title="The same in your own PostgreSQL">
        <div className="flex flex-col gap-4">
          <Prose>
            <p>
              <Link href={`${path}/${sqlFile}`}>{sqlFile}</Link> holds the tables that are of all statistics,
              in the schema <code>{sqlSchema}</code>:
            </p>
          </Prose>
          <CodeBlock
            label="Shell"
            language="shell"
            code={`curl -fsS ${baseUrl}${path}/${sqlFile} | psql --dbname mydb`}
          />
          <Prose>
            <p>
              A statistic&apos;s own table is a CSV file. So <code>psql</code> asks the first query of this
              page:
            </p>
          </Prose>
          <CodeBlock
            label="psql"
            code={psqlScript(first.query, namedTables(first.query, tables), `${baseUrl}${path}`)}
          />
        </div>
      </Section>
      <Section id="what-runs" title="What runs, and where">
        <Prose>
          <p>
            PostgreSQL is <Link href="https://pglite.dev">PGlite</Link>, compiled to WebAssembly and served
            from here. It runs in a worker of your browser, which may fetch from this site and from nowhere
            else. Each table is made when the page starts PostgreSQL, and filled when a query first has its
            name in it. The server sees which files of the release are fetched, as it does of every download,
            and not the query.
          </p>
          <p>
            The query is in the address behind the <code>#</code>, which browsers do not send. A link fills
            the editor and runs nothing: what somebody else wrote runs when you press Run. Nothing is stored:
            with the page, PostgreSQL and all that was made in it is gone.
          </p>
        </Prose>
      </Section>
    </Page>
  );
}
