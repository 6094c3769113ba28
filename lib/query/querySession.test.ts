import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, it, onTestFinished } from "vitest";
import { exampleQueries } from "../../components/query/example-queries";
import { onDatabase } from "../database/testing/databases";
import { sharedPostgres } from "../database/testing/sharedPostgres";
import { readSource } from "../releases/make/readSource";
import { composeInMemory, readCsv } from "../releases/testing/inMemory";
import { publishWorld } from "../releases/testing/published";
import { statistics } from "../statistics/declared/statistics";
import { QuerySession } from "./querySession";
import { namedTables } from "./queryTable";
import type { RunOutcome } from "./result";
import { resultChart } from "./resultChart";
import { psqlScript } from "./sqlOfTables";
import { statisticQuery } from "./statisticQuery";
import { tablesOfRelease } from "./tablesOfRelease";

const hasPrograms = ["psql", "curl"].every((name) => spawnSync(name, ["--version"]).status === 0);

function resultOf(outcome: RunOutcome) {
  if (outcome.kind === "failed") throw new Error(JSON.stringify(outcome.error));
  if (outcome.result === null) throw new Error(`no rows: ${outcome.commands.join(", ")}`);
  return outcome.result;
}

onDatabase((open) => {
  it("PostgreSQL as a browser has it gives the figures of every chart, and the examples run", async (context) => {
    const { database } = await open(context);
    const { world, options } = await publishWorld(database);
    const source = await readSource(database, options);
    if (source === null) throw new Error("nothing was published");
    const release = await composeInMemory(source);
    const tables = tablesOfRelease(release.about.format, statistics);
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    expect(
      tables.flatMap(({ columnsWhat, what, columns }) => [
        what,
        ...columns.map(({ name }) => columnsWhat[name]),
      ]),
    ).not.toContain(undefined);
    const fetched: string[] = [];
    const engine = await PGlite.create();
    onTestFinished(() => engine.close());
    const session = new QuerySession({
      tables,
      open: async () => engine,
      async fetchTable({ file }) {
        fetched.push(file);
        return new Blob([release.text(file)]);
      },
      onStage() {},
    });

    let compared = 0;
    for (const statistic of statistics) {
      const views: Record<string, string>[] = [
        { range: "all" },
        { edition: "standard", show: "count" },
        ...(statistic.kind === "times" ? [{ weighting: "clones", range: "all" }, { of: "zfs" }] : []),
      ];
      for (const parameters of views) {
        const { view, periods } = await world.stage.figures.statistic(statistic.key, parameters);
        const query = statisticQuery({ statistic, view, periods, isPrivate: false });
        const { columns, rows } = resultOf(await session.run(query ?? ""));
        const at = (name: string) => columns.findIndex((column) => column.name === name);
        const given = rows.map((row) => columns.map((_, index) => row[index] ?? null));
        const cell = (row: (string | null)[], name: string) =>
          at(name) < 0 ? null : (row[at(name)] ?? null);
        const number = (text: string | null) => (text === null ? null : Number(text));
        const titles = new Map(
          [...statistic.classes, { key: "other", title: "Other" }].map(({ key, title }) => [key, title]),
        );
        const expected = periods.flatMap(({ start, n, values, shares, times }) => {
          if (statistic.kind === "times")
            return times === null
              ? n === null
                ? []
                : [[start, null, null, null, n]]
              : Object.entries(times.percentiles).map(([percentile, seconds]) => [
                  start,
                  Number(percentile),
                  seconds === null ? null : Number(seconds.toPrecision(6)),
                  times.clones,
                  n,
                ]);
          return Object.entries(values).map(([key, value]) => [
            start,
            titles.get(key),
            Math.round(value),
            statistic.kind === "windows" ? null : Number((shares[key] ?? Number.NaN).toFixed(6)),
            statistic.kind === "windows" ? null : n,
          ]);
        });
        const told = given.map((row) =>
          statistic.kind === "times"
            ? [
                cell(row, "period_start"),
                number(cell(row, "percentile")),
                number(cell(row, "seconds")),
                number(cell(row, "clones")),
                number(cell(row, "n")),
              ]
            : [
                cell(row, "period_start"),
                cell(row, "class_title"),
                number(cell(row, statistic.kind === "events" ? "events" : "instances")),
                number(cell(row, "share")),
                number(cell(row, "n")),
              ],
        );
        const inOrder = (all: readonly unknown[][]) => all.map((one) => JSON.stringify(one)).toSorted();
        expect(inOrder(told), `${statistic.key} ${JSON.stringify(parameters)}`).toEqual(inOrder(expected));
        compared += expected.length;
        if (rows.length > 0 && told.some(([, , value]) => value !== null)) {
          const drawn = resultChart({ columns, rows, count: rows.length }, null);
          expect(drawn, statistic.key).toMatchObject({ kind: "drawn", chart: { kind: "time" } });
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
    // Each table was fetched once, and none that no query named.
    expect(fetched.toSorted()).toEqual(statistics.map(({ key }) => `statistics/${key}.csv`).toSorted());

    for (const { title, query } of exampleQueries) {
      const { count } = resultOf(await session.run(query));
      if (!title.includes("counted again")) expect(count, title).toBeGreaterThan(0);
    }
    const server = hasPrograms ? await sharedPostgres() : null;
    if (server !== null) {
      const folder = mkdtempSync(join(tmpdir(), "query-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      mkdirSync(join(folder, "statistics"));
      const [{ query } = { query: "" }] = exampleQueries;
      const named = namedTables(query, tables);
      for (const { file } of named) writeFileSync(join(folder, file), release.text(file));
      const { stdout, stderr } = spawnSync(
        "psql",
        [await server.createDatabase(), "--no-psqlrc", "--quiet", "--csv", "--tuples-only"],
        { input: psqlScript(query, named, `file://${folder}`), encoding: "utf8" },
      );
      expect(stderr).toBe("");
      const { rows } = resultOf(await session.run(query));
      expect(stdout.trim().split("\n")).toEqual(rows.map((row) => row.join(",")));
      expect(rows.length).toBeGreaterThan(0);
    }
    const all = resultOf(await session.run("select * from figures"));
    expect(all.count).toBe(release.about.figures);
    expect(readCsv(session.csv().replaceAll("\r\n", "\n")).length).toBe(release.about.figures);
  });
});

it("says what PostgreSQL says, of each statement, and leaves no transaction open", async () => {
  const engine = await PGlite.create();
  onTestFinished(() => engine.close());
  const session = new QuerySession({
    tables: [{ name: "weeks", file: "weeks.csv", columns: [{ name: "week", type: "date" }] }],
    open: async () => engine,
    fetchTable: async () => new Blob(["week\n2026-11-16\n"]),
    onStage() {},
  });
  const done = await session.run(
    "begin; create table mine (a numeric, b text); insert into mine values (-0.10, '=1'), (null, '')",
  );
  expect(done).toMatchObject({
    kind: "done",
    result: null,
    commands: ["BEGIN", "CREATE TABLE", "INSERT 0 2"],
  });
  expect(done.notices.at(-1)).toContain("rolled back");
  expect(await session.run("select * from mine")).toMatchObject({
    kind: "failed",
    error: { code: "42P01", position: 15 },
  });
  const rows = await session.run(
    "create temp table mine as values (-0.10, '=1'::text), (null, ''); do $$ begin raise notice 'hm'; end $$; select column1, column2 as \"a, b\" from mine",
  );
  expect(rows).toMatchObject({
    kind: "done",
    notices: ["NOTICE:  hm"],
    result: {
      columns: [
        { name: "column1", kind: "number" },
        { name: "a, b", kind: "text" },
      ],
      rows: [
        ["-0.10", "=1"],
        [null, ""],
      ],
      count: 2,
    },
  });
  expect(session.csv()).toBe('column1,"a, b"\r\n-0.10,\'=1\r\n,\r\n');
  const many = resultOf(await session.run("select generate_series(1, 200100)"));
  expect([many.count, many.rows.length, session.csv().split("\r\n").length]).toEqual([
    200_100, 20_000, 200_002,
  ]);
  // An error after some rows is the outcome, and the next run is as if nothing had been.
  expect(await session.run("select 1; select 1 / 0")).toMatchObject({
    kind: "failed",
    error: { code: "22012" },
  });
  expect(resultOf(await session.run("select count(*) from WEEKS")).rows).toEqual([["1"]]);
  expect(await session.run("")).toMatchObject({ kind: "done", result: null, commands: [] });
});
