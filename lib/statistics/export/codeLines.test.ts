import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statistics } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import { codeLines } from "./codeLines";
import { readRecords } from "./testing/readCsv";
import { toCsv } from "./toCsv";

const baseUrl = "https://telemetry.dblab.test";
const columnsOf = (csv: string) =>
  csv
    .split("\r\n")
    .find((line) => !line.startsWith("#"))
    ?.split(",");

function linesOf(reading: ReturnType<typeof exampleReading>, at = baseUrl) {
  const lines = Object.fromEntries(codeLines(reading, at).map(({ language, code }) => [language, code]));
  return { curl: "", R: "", Python: "", SQL: "", ...lines };
}

describe("codeLines", () => {
  let postgres: PGlite;
  beforeAll(async () => {
    postgres = await PGlite.create();
  });
  afterAll(() => postgres.close());

  it.each(statistics.map((statistic) => [statistic.key, statistic] as const))(
    "makes a table that PostgreSQL fills with the CSV of %s",
    async (_, statistic) => {
      const reading = exampleReading(statistic, { keep: 3 });
      const csv = toCsv(reading, { address: baseUrl });
      const { SQL } = linesOf(reading);
      const [create = "", copy = ""] = SQL.split("\n\\copy ");
      const columns = [...create.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name);
      expect(columns).toEqual(columnsOf(csv));

      const table = /^(\w+) from program '.*' with \((.*)\)$/.exec(copy);
      await postgres.exec(create);
      const rest = csv
        .split("\r\n")
        .filter((line) => !line.startsWith("#"))
        .join("\r\n");
      await postgres.query(`copy ${table?.[1]} from '/dev/blob' with (${table?.[2]})`, [], {
        blob: new Blob([rest]),
      });
      const { rows } = await postgres.query<Record<string, unknown>>(`select * from ${table?.[1]}`);
      expect(rows.map((row) => [row.class, row.class_title, row.unfinished, row.n ?? null])).toEqual(
        readRecords(csv).map((row) => [
          row.class,
          row.class_title,
          row.unfinished === "true",
          row.n == null ? null : Number(row.n),
        ]),
      );
    },
  );

  it("reads the view that is shown, and tells R and pandas what is text", () => {
    const [statistic] = statistics;
    if (statistic === undefined) throw new Error("No statistics");
    const lines = linesOf(exampleReading(statistic, { view: { range: "90d", interval: "day" } }));
    const address = `${baseUrl}/statistics/${statistic.key}.csv?range=90d&interval=day`;
    for (const code of Object.values(lines)) expect(code).toContain(address);
    expect(lines.R).toMatch(/comment\.char = "#".*colClasses = c\(.*class = "character"/s);
    expect(lines.Python).toMatch(/comment="#".*dtype=\{.*"class": str/s);
  });

  it("keeps an address from being read as code", () => {
    const [statistic] = statistics;
    if (statistic === undefined) throw new Error("No statistics");
    const lines = linesOf(exampleReading(statistic), `https://x.test/'"$(id)`);
    expect(lines.curl).toContain(`'https://x.test/'\\''"$(id)/statistics/`);
    expect(lines.R).toContain('"https://x.test/\'\\"$(id)');
    expect(lines.SQL).toContain(`curl -fsS "https://x.test/''\\"\\$(id)/`);
  });
});
