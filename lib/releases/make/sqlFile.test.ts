import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { sharedPostgres } from "../../database/testing/sharedPostgres";
import { composeInMemory, readCsv } from "../testing/inMemory";
import { publishWorld } from "../testing/published";
import { readSource } from "./readSource";
import { sqlSchema } from "./sqlFile";
import { sqlTables } from "./tables";

const hasPsql = spawnSync("psql", ["--version"]).status === 0;

/** What `psql` says of a statement, a row a line, cells between tabs. */
function psql(url: string, parameters: readonly string[], input?: string): string {
  const { status, stdout, stderr } = spawnSync(
    "psql",
    [url, "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--field-separator=\t", ...parameters],
    { input, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(stderr);
  expect(stderr).toBe("");
  return stdout.trim();
}

onDatabase((open) => {
  it.skipIf(!hasPsql)(
    "psql loads a release, with the same rows, types, keys and comments",
    async (context) => {
      const server = await sharedPostgres();
      if (server === null) return context.skip("no PostgreSQL server programs on this machine");
      const { database } = await open(context);
      const { options } = await publishWorld(database);
      const source = await readSource(database, options);
      if (source === null) throw new Error("nothing was published");
      const release = await composeInMemory(source);
      const url = await server.createDatabase();
      psql(url, ["--set", "ON_ERROR_STOP=1"], release.text("release.sql"));
      for (const { name, columns } of sqlTables) {
        const list = columns.map((column) => column.name);
        const rows = psql(url, [
          "--command",
          `copy ${sqlSchema}.${name} (${list.join(", ")}) to stdout with (format csv, header)`,
        ]);
        const [loaded, written] = [readCsv(`${rows}\n`), readCsv(release.text(`${name}.csv`))].map((table) =>
          table
            .map((row) =>
              JSON.stringify(row, (key, value) =>
                key === "computed_at" || key === "revised_at" ? new Date(value).toISOString() : value,
              ),
            )
            .toSorted(),
        );
        expect(loaded, name).toEqual(written);
        const described = psql(url, [
          "--command",
          `select count(col_description(attrelid, attnum)) from pg_attribute where attrelid = '${sqlSchema}.${name}'::regclass and attnum > 0`,
        ]);
        expect(Number(described)).toBe(columns.length);
      }
      const types = psql(url, [
        "--command",
        `select attname, format_type(atttypid, null) from pg_attribute where attrelid = '${sqlSchema}.figures'::regclass and attnum > 0 order by attnum`,
      ]);
      expect(types).toContain("week\tdate\nrevision\tbigint");
      expect(
        Number(
          psql(url, [
            "--command",
            "select count(*) from pg_constraint where contype in ('p', 'f') and connamespace::regnamespace::text = 'dblab_telemetry'",
          ]),
        ),
      ).toBeGreaterThan(6);
      // Loaded once: a second time stops, and leaves what is there.
      expect(() => psql(url, ["--set", "ON_ERROR_STOP=1"], release.text("release.sql"))).toThrow(
        /already exists/,
      );
    },
  );
});
