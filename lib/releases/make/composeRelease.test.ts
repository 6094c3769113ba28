import { createHash } from "node:crypto";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, it, type TestContext } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { statistics } from "../../statistics/declared/statistics";
import { exportFields } from "../../statistics/export/exportFields";
import { exportRows } from "../../statistics/export/exportRows";
import { toJson } from "../../statistics/export/toJson";
import { createStatisticReader } from "../../statistics/read/statisticReader";
import { composeInMemory, type InMemory, readCsv } from "../testing/inMemory";
import { publishWorld, releaseBase } from "../testing/published";
import { figureColumns, isTold } from "./figureColumns";
import { readSource } from "./readSource";
import { viewsOf } from "./series";
import type { ReleaseSource } from "./source";
import { ownTable } from "./tables";

onDatabase((open) => {
  const make = async (context: TestContext) => {
    const { database } = await open(context);
    const { options } = await publishWorld(database);
    const source = await readSource(database, options);
    if (source === null) throw new Error("nothing was published");
    const reader = createStatisticReader(database, options);
    return { source, release: await composeInMemory(source), reader };
  };

  describe("a release", () => {
    it("is the same to the byte, however often it is made", async (context) => {
      const { source, release } = await make(context);
      const again = await composeInMemory(source);
      expect(again.files).toEqual(release.files);
      expect(again.about).toEqual(release.about);
      expect(release.about.figures).toBeGreaterThan(1_000);
    });

    it("says what the API says of every week, view and class, and nothing else", async (context) => {
      const { release, reader } = await make(context);
      let compared = 0;
      for (const statistic of statistics) {
        const told = JSON.parse(release.text(`statistics/${statistic.key}.json`));
        const rows = readCsv(release.text(`statistics/${statistic.key}.csv`));
        const expectedRows: unknown[] = [];
        const series = new Map<string, unknown[]>();
        for (const week of told.weeks)
          for (const { edition, of, weighting, ...figures } of week.series) {
            const name = [edition, of, weighting].join();
            series.set(name, [
              ...(series.get(name) ?? []),
              { start: week.start, revision: week.revision, ...figures },
            ]);
          }
        for (const view of viewsOf(statistic)) {
          const reading = await reader.read(statistic.key, view);
          const { periods } = toJson(reading, { address: releaseBase, baseUrl: releaseBase });
          const published = periods
            .filter(({ n, outside }) => n !== null || outside !== null)
            .map(({ start, revision, n, outside, values, shares, medianClass, times }) => ({
              start,
              revision,
              n,
              outside,
              values,
              shares,
              medianClass,
              times,
            }));
          const name = (
            statistic.kind === "times"
              ? [view.edition, view.of, view.weighting]
              : [view.edition, undefined, undefined]
          ).join();
          expect(series.get(name) ?? [], `${statistic.key} ${name}`).toEqual(published);
          series.delete(name);
          const fields = exportFields(statistic);
          expectedRows.push(
            ...exportRows(reading)
              .filter(isTold)
              .map((row) =>
                Object.fromEntries(fields.map((field) => [field.name, String(field.read(row) ?? "")])),
              ),
          );
          compared += published.length;
        }
        expect([...series.keys()]).toEqual([]);
        const sorted = (list: unknown[]) => list.map((one) => JSON.stringify(one)).toSorted();
        expect(sorted(rows), statistic.key).toEqual(sorted(expectedRows));
      }
      expect(compared).toBeGreaterThan(500);
    });

    it("has the same figures in the long table, in each statistic's own, and in Parquet", async (context) => {
      const { release } = await make(context);
      const long = readCsv(release.text("figures.csv"));
      expect(long).toHaveLength(release.about.figures);
      expect(await readParquet(release, "figures", figureColumns)).toEqual(long);
      for (const statistic of statistics) {
        const own = readCsv(release.text(`statistics/${statistic.key}.csv`));
        expect(own.length).toBe(long.filter((row) => row.statistic === statistic.key).length);
        expect(
          await readParquet(release, `statistics/${statistic.key}`, ownTable(statistic).columns),
        ).toEqual(own);
        const value = { instances: "instances", events: "events", seconds: "seconds" }[statistic.unit];
        const inOrder = (rows: Record<string, string>[], start: string, name: string) =>
          rows.map((row) => [row[start], row.edition, row.class, row[name], row.n ?? ""].join()).toSorted();
        if (statistic.kind === "windows") continue;
        expect(inOrder(own, "period_start", value)).toEqual(
          inOrder(
            long.filter((row) => row.statistic === statistic.key),
            "week",
            "value",
          ),
        );
      }
    });

    it("has checksums that find a flipped bit, and every file in them", async (context) => {
      const { release } = await make(context);
      const lines = release.text("SHA256SUMS").trim().split("\n");
      const sums = new Map(lines.map((line) => line.split("  ").toReversed() as [string, string]));
      const paths = release.files.map(({ path }) => path);
      expect([...sums.keys(), "SHA256SUMS"].toSorted()).toEqual(paths.toSorted());
      for (const [path, sum] of sums) {
        const bytes = release.bytes(path);
        expect(createHash("sha256").update(bytes).digest("hex"), path).toBe(sum);
        const middle = Math.floor(bytes.length / 2);
        bytes.writeUInt8((bytes.at(middle) ?? 0) ^ 1, middle);
        expect(createHash("sha256").update(bytes).digest("hex")).not.toBe(sum);
      }
    });

    it("describes every table with each column, by its checksum", async (context) => {
      const { release } = await make(context);
      const dataPackage = JSON.parse(release.text("datapackage.json"));
      for (const { path, bytes, hash, format, schema } of dataPackage.resources) {
        const file = release.files.find((one) => one.path === path);
        expect([path, bytes, hash]).toEqual([file?.path, file?.size, `sha256:${file?.hash}`]);
        if (format !== "csv") continue;
        const [names] = release.text(path).split("\n");
        expect(schema.fields.map((one: { name: string }) => one.name).join()).toBe(names);
      }
      const croissant = JSON.parse(release.text("croissant.json"));
      const ids = new Set(croissant.distribution.map((one: { "@id": string }) => one["@id"]));
      expect(ids.size).toBe(dataPackage.resources.length);
      for (const { field } of croissant.recordSet)
        for (const { source } of field) expect(ids).toContain(source.fileObject["@id"]);
      expect(release.text("CITATION.cff")).toContain("license: CC-BY-4.0");
      expect(release.text("methodology.md")).toContain("Fewer than 10 instances are not published");
    });
  });

  it("keeps the parts of a year that is over when another week comes", async (context) => {
    const { source, release } = await make(context);
    const weeks = source.weeks.map((week) => ({ ...week }));
    const years = new Set(weeks.map(({ start }) => start.slice(0, 4)));
    // A year earlier, the same weeks again: the points of the other year are those of this one.
    const earlier = (week: string) => `${Number(week.slice(0, 4)) - years.size}${week.slice(4)}`;
    const longer: ReleaseSource = {
      ...source,
      weeks: [...weeks.map((week) => ({ ...week, start: earlier(week.start) })), ...weeks],
      readPoints: async (statistic, first, last) => {
        const later = (week: string) => `${Number(week.slice(0, 4)) + years.size}${week.slice(4)}`;
        const isEarlier = first < (weeks[0]?.start ?? "");
        const points = await source.readPoints(
          statistic,
          isEarlier ? later(first) : first,
          isEarlier ? later(last) : last,
        );
        return isEarlier ? new Map([...points].map(([key, value]) => [earlier(key), value])) : points;
      },
    };
    const parts = (made: InMemory) => new Set(made.files.flatMap((file) => file.parts));
    const [before, after] = [parts(release), parts(await composeInMemory(longer))];
    const shared = [...before].filter((part) => after.has(part)).length;
    expect(shared / before.size).toBeGreaterThan(0.5);
  });
});

/** A table as a reader that is not ours gives it, each cell as the CSV has it. */
async function readParquet(
  release: InMemory,
  name: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): Promise<Record<string, string>[]> {
  const bytes = release.bytes(`${name}.parquet`);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const rows = await parquetReadObjects({ file });
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name: column, type }) => {
        const value = row[column];
        if (value === null || value === undefined) return [column, ""];
        if (value instanceof Date)
          return [column, type === "date" ? (value.toISOString().split("T")[0] ?? "") : value.toISOString()];
        return [column, String(value)];
      }),
    ),
  );
}
