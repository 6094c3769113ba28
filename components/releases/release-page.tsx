import { proofFile } from "@/lib/releases/log/proofFile";
import { sqlFile, sqlSchema } from "@/lib/releases/make/sqlFile";
import { sqlTables } from "@/lib/releases/make/tables";
import type { Release, ReleaseFile } from "@/lib/releases/store/releases";
import type { Statistic } from "@/lib/statistics/declare/declare";
import { dataLicence } from "@/lib/statistics/view/reading";
import { sayBytes } from "@/lib/words/sayBytes";
import { sayDay, sayDays, sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { DataTable, Figure, KeyFigures, Link, Listed, Page, Prose, Section, Tabs } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { ReleaseChanges } from "./release-changes";

interface ReleasePageProps {
  release: Release;
  before: Release | null;
  files: readonly ReleaseFile[];
  /** Those of this build: what they are called. */
  statistics: readonly Statistic[];
  /** Where the log has it; null where it does not yet. */
  place: number | null;
  /** How to cite it. */
  citation: string;
  /** First and last day of its figures. */
  days: { readonly first: string; readonly last: string };
  baseUrl: string;
}

/** What files are that are no tables. */
const documents: readonly (readonly [string, string])[] = [
  ["README.md", "what everything is, and how it is loaded"],
  ["methodology.md", "the rules as they were, and how each statistic is computed"],
  ["methodology.json", "the same rules in numbers"],
  ["catalogue.json", "what engines send, as it was declared"],
  ["changes.json", "what is other than in the release before"],
  ["notices.json", "what is announced to change"],
  ["datapackage.json", "every table with its columns, types and keys (Data Package)"],
  ["croissant.json", "the same for search engines and programs that load data (Croissant, schema.org)"],
  ["CITATION.cff", "how to cite it, for programs"],
  ["LICENSE.txt", "under which terms it may be used"],
  ["SHA256SUMS", "checksums of all other files"],
];

/** A release: what is in it, what is other than before, its files, and the proof that it was never changed. */
export function ReleasePage(props: ReleasePageProps) {
  const { release, before, files, statistics, place, citation, days, baseUrl } = props;
  const { id, about, publishedAt, sums } = release;
  const address = `/releases/${id}`;
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const fileLink = (path: string, words: string) =>
    sizes.has(path) ? <Link href={`${address}/${path}`}>{words}</Link> : null;
  const formsOf = (name: string, forms: readonly string[]) => {
    const there = forms.filter((form) => sizes.has(`${name}.${form}`));
    return (
      <Listed items={there}>
        {(form) => (
          <>
            {fileLink(`${name}.${form}`, form === "parquet" ? "Parquet" : form.toUpperCase())}{" "}
            <span className="text-ink-soft">{sayBytes(sizes.get(`${name}.${form}`) ?? 0)}</span>
          </>
        )}
      </Listed>
    );
  };
  return (
    <Page
      above={<Link href="/releases">Releases</Link>}
      title={`Release ${id}`}
      lead={`Every figure published of the weeks from ${sayDays(days.first, days.last)}, as it stood on ${sayDay(publishedAt)}. It stays as it is.`}
    >
      <KeyFigures id="size" title="What is in it">
        <Figure
          label="Weeks"
          value={about.weeks.length}
          note={`the last of ${sayDay(about.weeks.at(-1)?.[0] ?? "")}`}
        />
        <Figure label="Statistics" value={Object.keys(about.format.statistics).length} />
        <Figure label="Figures" value={about.figures} note="rows of the long table" />
        <Figure label="Size" value={sayBytes(about.bytes)} note={countOf(about.files, "file")} />
      </KeyFigures>
      <ReleaseChanges release={release} before={before} />
      <Section id="tables" title="Tables" lead="Typed, and every column documented in datapackage.json.">
        <DataTable
          id="tables-table"
          caption="Tables of the release"
          captionHidden
          columns={[
            { title: "Table", kind: "code" },
            { title: "Files" },
            { title: "What it holds", kind: "prose" },
          ]}
          rows={[...sqlTables].reverse().map(({ name, what }) => ({
            key: name,
            cells: [name, formsOf(name, ["csv", "parquet"]), what],
          }))}
        />
        <p className="mt-4">
          All of them for PostgreSQL: {fileLink(sqlFile, sqlFile)}{" "}
          <span className="text-ink-soft">{sayBytes(sizes.get(sqlFile) ?? 0)}</span>, with types, comments and
          keys.
        </p>
      </Section>
      <Section id="load" title="Load it">
        <Tabs
          id="program"
          label="Program"
          tabs={[
            [
              "psql",
              `curl -fsS ${baseUrl}${address}/${sqlFile} | psql --dbname mydb   # schema ${sqlSchema}`,
            ],
            [
              "DuckDB",
              `select week, class, value, n\nfrom '${baseUrl}${address}/figures.parquet'\nwhere statistic = 'engine-versions' and edition = 'all'\norder by week, value desc;`,
            ],
            [
              "Python",
              `import pandas as pd\n\nfigures = pd.read_csv("${baseUrl}${address}/figures.csv", parse_dates=["week"], dtype={"class": str})`,
            ],
            [
              "R",
              `figures <- read.csv("${baseUrl}${address}/figures.csv", na.strings = "",\n  colClasses = c(class = "character", week = "Date"))`,
            ],
          ].map(([language = "", code = ""]) => ({
            id: language.toLowerCase(),
            title: language,
            content: <CodeBlock label={language} code={code} />,
          }))}
        />
      </Section>
      <Section
        id="statistics"
        title="Each statistic by itself"
        lead="n is that of the last week, of all editions; where it is missing, too few instances could answer."
      >
        <DataTable
          id="statistics-table"
          caption="Statistics of the release"
          captionHidden
          columns={[{ title: "Statistic" }, { title: "n", kind: "number" }, { title: "Files" }]}
          rows={Object.keys(about.format.statistics).map((key) => ({
            key,
            cells: [
              statistics.find((one) => one.key === key)?.title ?? key,
              about.latest[key] ?? "",
              formsOf(`statistics/${key}`, ["csv", "parquet", "json"]),
            ],
          }))}
        />
      </Section>
      <Section id="documents" title="What describes it">
        <ul className="flex flex-col gap-1">
          {documents
            .filter(([path]) => sizes.has(path))
            .map(([path, what]) => (
              <li key={path}>
                {fileLink(path, path)}
                <span className="text-ink-soft">: {what}</span>
              </li>
            ))}
        </ul>
      </Section>
      <Section id="check" title="Check it">
        <Prose>
          <p>
            <code>SHA256SUMS</code> has the checksum of every file, and this is its own:{" "}
            <code className="wrap-anywhere">{sums}</code>.{" "}
            {place === null ? (
              "The log gets it in a moment."
            ) : (
              <>
                <Link href={`/log#entry-${place}`}>Entry {place}</Link> of the log says so;{" "}
                <Link href={`${address}/${proofFile}`}>the proof</Link> that it is in the log leads to a
                signed checkpoint. <Link href="/log">How to check it</Link>
              </>
            )}
          </p>
        </Prose>
        <div className="mt-4">
          <CodeBlock
            label="Shell"
            language="shell"
            code={`curl -fsSO ${baseUrl}${address}/SHA256SUMS -O ${baseUrl}${address}/figures.csv\nsha256sum --check --ignore-missing SHA256SUMS`}
          />
        </div>
      </Section>
      <Section id="cite" title="Cite it">
        <div className="flex flex-col gap-4">
          <CodeBlock label="Citation" code={citation} wrap />
          <p className="text-sm text-ink-soft">
            Under <Link href={dataLicence.url}>{dataLicence.name}</Link>, methodology{" "}
            {about.format.methodology}. Published {sayTime(publishedAt)}.
          </p>
        </div>
      </Section>
    </Page>
  );
}
