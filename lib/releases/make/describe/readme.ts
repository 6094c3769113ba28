import { dataLicence } from "../../../statistics/view/reading";
import { sayExact } from "../../../words/sayNumbers";
import { countOf } from "../../../words/sayPlurals";
import { sqlFile, sqlSchema } from "../sqlFile";
import { sqlTables } from "../tables";
import type { Described } from "./described";
import { addressOf, citeRelease, describeInWords, titleOf } from "./words";

/** What a person reads first who has the files alone. */
export function readme({ source, figures, changes }: Described): string {
  const address = addressOf(source);
  return [
    `# ${titleOf(source)}`,
    "",
    describeInWords(source),
    "",
    `${countOf(source.weeks.length, "week")}, ${countOf(source.statistics.length, "statistic")}, ${sayExact(figures)} rows of figures.`,
    "",
    "## What is here",
    "",
    ...sqlTables.map(({ name, what }) => `- \`${name}.csv\`, \`${name}.parquet\`: ${what}`),
    "- `statistics/<key>.csv`, `.parquet`, `.json`: each statistic by itself, with columns that fit it. The JSON also has the curves of times.",
    `- \`${sqlFile}\`: all of these tables for PostgreSQL, with types and comments.`,
    "- `catalogue.json`, `methodology.json`, `methodology.md`: what engines send, and how figures were made of it, as both were.",
    "- `changes.json`: what is other than in the release before. `notices.json`: what is announced to change.",
    "- `datapackage.json`, `croissant.json`, `CITATION.cff`, `LICENSE.txt`, `SHA256SUMS`.",
    "",
    `Every file is at ${address}/ and its path, and as a gzip file with \`.gz\` behind it.`,
    "",
    "A figure that is not there is one of too few instances, or of none: which, is not told. Every number of instances is off by up to a few on purpose; see the methodology.",
    "",
    "## Loading it",
    "",
    "```",
    `psql --file ${sqlFile}          # into the schema ${sqlSchema}`,
    `duckdb -c "select * from '${address}/figures.parquet' where statistic = 'engine-versions'"`,
    `python -c "import pandas; print(pandas.read_csv('${address}/figures.csv'))"`,
    "sha256sum --check SHA256SUMS",
    "```",
    "",
    "## Other than in the release before",
    "",
    ...(changes.added.length > 0
      ? [`- New: ${changes.added.length === 1 ? "the week" : "weeks"} of ${changes.added.join(", ")}.`]
      : []),
    ...changes.revised.map(
      ({ week, revision, reason }) => `- Revised: the week of ${week} (revision ${revision}): ${reason}`,
    ),
    ...changes.format.map((one) => `- ${one}`),
    "",
    "## Citing it",
    "",
    citeRelease(source),
    "",
    `${dataLicence.name}: ${dataLicence.url}`,
    "",
  ].join("\n");
}
