import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it, onTestFinished } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { statistics } from "../../statistics/declared/statistics";
import type { FieldType } from "../../statistics/export/exportFields";
import { composeInMemory } from "../testing/inMemory";
import { publishWorld } from "../testing/published";
import { readSource } from "./readSource";
import { ownTable, sqlTables } from "./tables";

/** What DuckDB calls the types of columns. */
const typeOf: Readonly<Record<FieldType, string>> = {
  text: "VARCHAR",
  date: "DATE",
  timestamp: "TIMESTAMP WITH TIME ZONE",
  boolean: "BOOLEAN",
  integer: "BIGINT",
  number: "DOUBLE",
};

onDatabase((open) => {
  it("DuckDB opens every Parquet file, typed, with the rows of the CSV beside it", async (context) => {
    const { database } = await open(context);
    const { options } = await publishWorld(database);
    const source = await readSource(database, options);
    if (source === null) throw new Error("nothing was published");
    const release = await composeInMemory(source);
    const folder = mkdtempSync(join(tmpdir(), "release-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const instance = await DuckDBInstance.create(":memory:");
    const duck = await instance.connect();
    onTestFinished(() => {
      duck.closeSync();
      instance.closeSync();
    });
    const rowsOf = async (statement: string) => (await duck.runAndReadAll(statement)).getRowsJson();
    for (const { name, columns } of [...sqlTables, ...statistics.map(ownTable)]) {
      const [parquet, csv] = ["parquet", "csv"].map((form) => {
        const file = join(folder, `${name}.${form}`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, release.bytes(`${name}.${form}`));
        return file;
      });
      const described = await rowsOf(`describe select * from '${parquet}'`);
      expect(described.map(([column, type]) => [column, type])).toEqual(
        columns.map(({ name: column, type }) => [column, typeOf[type]]),
      );
      const types = columns.map(({ name: column, type }) => `'${column}': '${typeOf[type]}'`).join(", ");
      const lines = `read_csv('${csv}', header = true, columns = {${types}})`;
      const [[counted, listed] = []] = await rowsOf(
        `select (select count(*) from '${parquet}'), (select count(*) from ${lines})`,
      );
      expect([name, counted]).toEqual([name, listed]);
      expect(await rowsOf(`select * from '${parquet}' except all select * from ${lines}`)).toEqual([]);
    }
    expect((await rowsOf(`select count(*) from '${join(folder, "figures.parquet")}'`)).flat()).toEqual([
      String(release.about.figures),
    ]);
  });
});
