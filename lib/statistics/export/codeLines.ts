import type { StatisticReading } from "../view/reading";
import { viewPath } from "../view/view";
import { exportFields, type FieldType } from "./exportFields";
import { csvFileName } from "./toCsv";

/** Lines to copy that fetch a view's table. */
export interface CodeLines {
  /** As it is called: `curl`, `R`, `Python`, `SQL`. */
  readonly language: "curl" | "R" | "Python" | "SQL";
  readonly code: string;
}

const sqlTypes: Readonly<Record<FieldType, string>> = {
  text: "text",
  date: "date",
  timestamp: "timestamptz",
  boolean: "boolean",
  integer: "bigint",
  number: "double precision",
};

/**
 * Lines for curl, R, Python (pandas) and SQL (psql) that read the CSV of a view.
 * @param baseUrl of this installation, without a slash at the end
 */
export function codeLines(reading: StatisticReading, baseUrl: string): CodeLines[] {
  const address = baseUrl + viewPath(reading.statistic, reading.view, ".csv");
  return [
    { language: "curl", code: `curl -fsS -o ${shell(csvFileName(reading))} ${shell(address)}` },
    { language: "R", code: rLines(reading, address) },
    { language: "Python", code: pythonLines(reading, address) },
    { language: "SQL", code: sqlLines(reading, address) },
  ];
}

/** Keys of classes look like numbers (`4.1`, `16`) and dates like words, so both are told. */
function rLines({ statistic }: StatisticReading, address: string): string {
  const rTypes: Partial<Record<FieldType, string>> = { text: "character", date: "Date" };
  const types = exportFields(statistic).flatMap(({ name, type }) =>
    rTypes[type] === undefined ? [] : [`${name} = ${JSON.stringify(rTypes[type])}`],
  );
  return [
    "data <- read.csv(",
    `  ${JSON.stringify(address)},`,
    '  comment.char = "#", na.strings = "", encoding = "UTF-8",',
    `  colClasses = c(${types.join(", ")})`,
    ")",
  ].join("\n");
}

function pythonLines({ statistic }: StatisticReading, address: string): string {
  const fields = exportFields(statistic);
  const named = (...types: FieldType[]) => fields.filter(({ type }) => types.includes(type));
  const texts = named("text").map(({ name }) => `${JSON.stringify(name)}: str`);
  const dates = named("date", "timestamp").map(({ name }) => JSON.stringify(name));
  return [
    "import pandas as pd",
    "",
    "data = pd.read_csv(",
    `    ${JSON.stringify(address)},`,
    '    comment="#", keep_default_na=False, na_values=[""],',
    `    dtype={${texts.join(", ")}},`,
    `    parse_dates=[${dates.join(", ")}],`,
    ")",
  ].join("\n");
}

/** For psql, which runs the program where the reader is; `\copy` must stand on one line. */
function sqlLines({ statistic }: StatisticReading, address: string): string {
  const table = statistic.key.replaceAll("-", "_");
  const columns = exportFields(statistic).map(({ name, type }) => `  ${name} ${sqlTypes[type]}`);
  const program = `curl -fsS ${doubleQuoted(address)} | grep -v "^#"`;
  return [
    `create table ${table} (`,
    columns.join(",\n"),
    ");",
    `\\copy ${table} from program '${program.replaceAll("'", "''")}' with (format csv, header)`,
  ].join("\n");
}

function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** For a shell, inside single quotes of SQL. */
function doubleQuoted(text: string): string {
  return `"${text.replaceAll(/["$`\\]/g, "\\$&")}"`;
}
