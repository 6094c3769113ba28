import { describe, expect, it } from "vitest";
import { statistics } from "../statistics/declared/statistics";
import { defaultView } from "../statistics/view/view";
import { queryAddress, queryFragment, readQueryFragment } from "./queryAddress";
import { namedTables } from "./queryTable";
import type { ColumnKind, QueryResult } from "./result";
import { resultChart } from "./resultChart";
import { sayError } from "./sayError";
import { psqlScript } from "./sqlOfTables";
import { statisticQuery } from "./statisticQuery";

describe("a query in an address", () => {
  it.each(["select 1", "select '100%', \"a#b\" -- é 🐘\n\twhere a & b = '+'", "select (1)*'2'!", "%41"])(
    "comes back as it was: %j",
    (query) => {
      const address = queryAddress(query);
      expect(address).toMatch(/^\/query#q=[\w%.~-]+$/);
      expect(readQueryFragment(new URL(address, "https://telemetry.example").hash)).toBe(query);
    },
  );

  it("is none where it cannot be read", () => {
    for (const fragment of ["", "#", "#q=", "#q=%20", "#q=%E0%A4%A", "#tables", "#x=1"])
      expect(readQueryFragment(fragment), fragment).toBeNull();
    expect(readQueryFragment(`${queryFragment("a=b")}`)).toBe("a=b");
  });
});

it("finds the tables that a query names, as whole words", () => {
  const tables = ["figures", "weeks", "file_systems"].map((name) => ({ name, file: "", columns: [] }));
  const named = (query: string) => namedTables(query, tables).map(({ name }) => name);
  expect(named('SELECT * FROM dblab_telemetry.Figures f, "weeks"')).toEqual(["figures", "weeks"]);
  expect(named("select my_figures, weeks2 from file_systems_by")).toEqual([]);
  expect(named("-- of the figures\nselect 1 /* weeks,\nfile_systems */")).toEqual([]);
  expect(named("select '--', \"a--\", e'\\'--', $$ -- $$, $x$ /* $x$ from weeks -- figures")).toEqual([
    "weeks",
  ]);
  expect(named("do $$ begin execute 'table figures'; end $$")).toEqual(["figures"]);
  expect(named("table file_systems;")).toEqual(["file_systems"]);
});

it("shows where an error is, as psql does", () => {
  const error = {
    severity: "ERROR",
    code: "42703",
    message: 'column "x" does not exist',
    detail: null,
    hint: "H",
    where: null,
  };
  const query = "select '🐘',\n\tx\nfrom t";
  expect(sayError(query, { ...error, position: [..."select '🐘',\n\t"].length + 1 })).toBe(
    'ERROR:  column "x" does not exist\nLINE 2: \tx\n        \t^\nHINT:  H\nSQLSTATE: 42703',
  );
  expect(sayError(query, { ...error, position: null })).not.toContain("LINE");
});

describe("the query of a chart", () => {
  const [statistic] = statistics.filter(({ kind }) => kind === "share");
  if (statistic === undefined) throw new Error("unreachable");
  const view = defaultView(statistic);
  const asked = { statistic, view, isPrivate: false, periods: [{ start: "2026-11-02", end: "2026-11-09" }] };

  it("asks for the view's edition and days, and what it draws comes first", () => {
    expect(statisticQuery({ ...asked, view: { ...view, edition: "standard" } })).toContain(
      "where edition = 'standard'",
    );
    expect(statisticQuery(asked)).toContain("period_end > '2026-11-02' and period_start < '2026-11-09'");
    expect(statisticQuery(asked)).toContain("class_title, share, instances");
    expect(statisticQuery({ ...asked, view: { ...view, range: "all", show: "count" } })).toMatch(
      /class_title, instances, share[^']*edition = 'all'\n {2}and class is not null\norder/,
    );
  });

  it("is none where no release has the figures", () => {
    expect(statisticQuery({ ...asked, isPrivate: true })).toBeNull();
    expect(statisticQuery({ ...asked, view: { ...view, revision: 0 } })).toBeNull();
  });

  it("can be asked in psql", () => {
    const table = {
      name: "file_systems",
      file: "statistics/file-systems.csv",
      columns: [{ name: "share", type: "number" as const }],
    };
    expect(
      psqlScript("select 1", [table], "https://t.example/releases/2026-11-28").split("\n").slice(2),
    ).toEqual([
      "create table dblab_telemetry.file_systems (",
      "  share double precision",
      ");",
      "\\copy dblab_telemetry.file_systems from program 'curl -fsS https://t.example/releases/2026-11-28/statistics/file-systems.csv' with (format csv, header)",
      "",
      "select 1;",
    ]);
  });
});

describe("the chart of a result", () => {
  const result = (
    columns: Record<string, ColumnKind>,
    rows: QueryResult["rows"],
    count = rows.length,
  ): QueryResult => ({
    columns: Object.entries(columns).map(([name, kind]) => ({ name, kind })),
    rows,
    count,
  });
  const drawnOf = (one: QueryResult, asked: number | null = null) => {
    const drawn = resultChart(one, asked);
    if (drawn.kind === "none") throw new Error(drawn.why);
    return drawn;
  };

  it("is a line for each text, by date, with gaps where there is nothing", () => {
    const { chart, choices } = drawnOf(
      result({ week: "date", os: "text", share: "number", n: "number" }, [
        ["2026-11-02", "a", "0.25", "4"],
        ["2026-11-02", "b", "0.75", "4"],
        ["2026-11-16", "a", "0.5", "8"],
      ]),
    );
    expect(chart).toMatchObject({
      kind: "time",
      unit: "share",
      interval: "week",
      series: [
        { title: "a", values: [0.25, null, 0.5] },
        { title: "b", values: [0.75, null, null] },
      ],
    });
    expect(choices.map(({ title }) => title)).toEqual(["share", "n"]);
  });

  it("draws the column that is asked for, and tells lines apart by numbers where texts do not", () => {
    const percentiles = result({ day: "timestamp", percentile: "number", seconds: "number", n: "number" }, [
      ["2026-01-01 00:00:00+00", "50", "1.5", "9"],
      ["2026-01-01 00:00:00+00", "95", "9", "9"],
    ]);
    expect(drawnOf(percentiles).chart).toMatchObject({
      unit: "seconds",
      series: [{ title: "percentile 50" }, { title: "percentile 95" }],
    });
    expect(drawnOf(percentiles, 3)).toMatchObject({ chosen: 3, chart: { unit: "count" } });
  });

  it("is bars of texts, and says what is left out", () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`c${index}`, String(index)]);
    const { chart, note } = drawnOf(result({ class: "text", n: "number" }, rows, 41));
    expect(chart.kind === "bars" && chart.bars.length).toBe(30);
    expect(note).toBe("The first 30 of 40 rows are drawn. Drawn of the first 40 rows.");
    const lines = Array.from({ length: 10 }, (_, index) => ["2026-11-02", `c${index}`, String(index)]);
    expect(drawnOf(result({ d: "date", c: "text", n: "number" }, lines)).note).toBe(
      "The 8 largest of 10 lines are drawn.",
    );
  });

  it.each<[string, Record<string, ColumnKind>, QueryResult["rows"]]>([
    ["no rows", { n: "number" }, []],
    ["no numbers", { d: "date", t: "text" }, [["2026-11-02", "x"]]],
    ["nothing beside numbers", { n: "number" }, [["1"]]],
    ["only nulls", { d: "date", n: "number" }, [["2026-11-02", null]]],
    ["not a number", { d: "date", n: "number" }, [["2026-11-02", "NaN"]]],
    ["no days", { d: "date", n: "number" }, [["infinity", "1"]]],
    [
      "a date twice",
      { d: "date", n: "number" },
      [
        ["2026-11-02", "1"],
        ["2026-11-02", "1"],
      ],
    ],
    [
      "a day twice",
      { d: "timestamp", n: "number" },
      [
        ["2026-11-02 01:00:00", "1"],
        ["2026-11-02 02:00:00", "1"],
      ],
    ],
    [
      "a text twice",
      { t: "text", n: "number" },
      [
        ["a", "1"],
        ["a", "2"],
      ],
    ],
    ["less than nothing", { t: "text", n: "number" }, [["a", "-1"]]],
  ])("is none of %s, and says why", (_, columns, rows) => {
    expect(resultChart(result(columns, rows), null)).toMatchObject({
      kind: "none",
      why: expect.stringMatching(/\.$/),
    });
  });

  it("does not make a period for each day of centuries", () => {
    const { chart } = drawnOf(
      result({ d: "date", n: "number" }, [
        ["0900-01-02", "1"],
        ["2026-11-03", "2"],
      ]),
    );
    expect(chart.kind === "time" && chart.periods.length).toBe(2);
  });
});
