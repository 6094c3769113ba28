import { pointsKey } from "../../statistics/count/readPoints";
import type { Statistic } from "../../statistics/declare/declare";
import { ReleaseTable } from "../files/releaseTable";
import { FileSink, type TakePart } from "../files/sink";
import type { ReleaseAbout } from "./about";
import { changesOf } from "./compare";
import { correctedFigures, correctedRow } from "./corrected";
import { describeRelease } from "./describe/describeRelease";
import { describeInWords } from "./describe/words";
import { figureColumns, isTold } from "./figureColumns";
import { readWeek, rowsOf, viewsOf } from "./series";
import type { ReleaseSource, ReleaseWeek } from "./source";
import { beginSql, copyEnd, copyLine, copyRows, endSql, sqlFile } from "./sqlFile";
import { StatisticFile } from "./statisticFile";
import {
  classRows,
  classTable,
  correctedTable,
  correctionRows,
  correctionTable,
  describingTables,
  figureTable,
  formatOf,
  ownTable,
  sqlTables,
  statisticRows,
  statisticTable,
  weekRows,
  weekTable,
} from "./tables";

/** Weeks whose points are in memory at once. */
const weeksAtOnce = 13;

/** A release as it was made. */
export interface Composed {
  readonly about: ReleaseAbout;
  readonly files: FileSink["files"];
}

/**
 * Makes the files of a release: the same source gives the same bytes. Year by year and statistic by statistic, so that memory is
 * bounded and what is said of a year that is over comes in the same parts in every release.
 * @param take gets each part as it is made
 * @param goOn asked between steps; where it says no, nothing is made
 */
export async function composeRelease(
  source: ReleaseSource,
  take: TakePart,
  goOn: () => Promise<boolean> = async () => true,
): Promise<Composed | null> {
  const sink = new FileSink(take);
  if (!(await writeDescribing(source, sink, goOn))) return null;
  const told = await writeFigures(source, sink, goOn);
  if (told === null) return null;
  await endSql(sink, sqlTables);
  const format = formatOf(source.statistics);
  const changes = changesOf(source, format);
  await describeRelease({ source, sink, changes, format, ...told });
  return {
    files: sink.files,
    about: {
      weeks: source.weeks.map(({ start, revision }): [string, number] => [start, revision]),
      format,
      ...told,
      files: sink.files.length,
      bytes: sink.files.reduce((sum, { size }) => sum + size, 0),
      changes,
    },
  };
}

/** The tables that describe the long one. */
async function writeDescribing(
  source: ReleaseSource,
  sink: FileSink,
  goOn: () => Promise<boolean>,
): Promise<boolean> {
  await beginSql(sink, describeInWords(source), sqlTables);
  const rowsOfTable = {
    [statisticTable.name]: statisticRows(source),
    [classTable.name]: classRows(source),
    [weekTable.name]: weekRows(source),
    [correctionTable.name]: correctionRows(source),
    [correctedTable.name]: [] as ReturnType<typeof weekRows>,
  };
  const corrected = rowsOfTable[correctedTable.name] ?? [];
  for (const week of source.revised) {
    for (const statistic of source.statistics)
      corrected.push(...(await correctedFigures(source, statistic, week)).map(correctedRow));
    if (!(await goOn())) return false;
  }
  for (const table of describingTables) {
    const rows = rowsOfTable[table.name] ?? [];
    const written = new ReleaseTable(sink, table.name, table.columns);
    for (const row of rows) written.add(row);
    await written.finish();
    await copyRows(sink, table, rows);
  }
  return true;
}

/** The long table, and each statistic's own. @returns how many figures there are, and n of the last week */
async function writeFigures(
  source: ReleaseSource,
  sink: FileSink,
  goOn: () => Promise<boolean>,
): Promise<Pick<ReleaseAbout, "figures" | "latest"> | null> {
  const long = new ReleaseTable(sink, figureTable.name, figureTable.columns, sqlFile);
  await sink.add(sqlFile, copyLine(figureTable));
  const writers = source.statistics.map((statistic) => new StatisticWriter(source, sink, statistic, long));
  for (const writer of writers) await writer.begin();
  for (const weeks of byYear(source.weeks)) {
    for (const writer of writers) {
      await writer.addYear(weeks);
      await long.endPart();
      if (!(await goOn())) return null;
    }
    await long.endGroup();
  }
  for (const writer of writers) await writer.finish();
  await long.finish();
  await sink.add(sqlFile, copyEnd);
  return {
    figures: writers.reduce((sum, { figures }) => sum + figures, 0),
    latest: Object.fromEntries(
      writers.flatMap(({ statistic, latest }) => (latest === null ? [] : [[statistic.key, latest]])),
    ),
  };
}

/** Writes the figures of a statistic, into its own files and into the long table. */
class StatisticWriter {
  figures = 0;
  /** n of the last week, all editions; null where it is not published. */
  latest: number | null = null;
  readonly #table: ReleaseTable;
  readonly #file: StatisticFile;
  readonly #columns;

  constructor(
    private readonly source: ReleaseSource,
    sink: FileSink,
    readonly statistic: Statistic,
    private readonly long: ReleaseTable,
  ) {
    const { name, columns } = ownTable(statistic);
    this.#columns = columns;
    this.#table = new ReleaseTable(sink, name, columns);
    this.#file = new StatisticFile(sink, statistic);
  }

  begin(): Promise<void> {
    return this.#file.begin();
  }

  async addYear(weeks: readonly ReleaseWeek[]): Promise<void> {
    for (let from = 0; from < weeks.length; from += weeksAtOnce) {
      await this.#addWeeks(weeks.slice(from, from + weeksAtOnce));
    }
    await this.#table.endGroup();
    await this.#file.endPart();
  }

  async finish(): Promise<void> {
    await this.#table.finish();
    await this.#file.finish();
  }

  async #addWeeks(weeks: readonly ReleaseWeek[]): Promise<void> {
    const { statistic, source } = this;
    const [first, last] = [weeks[0]?.start ?? "", weeks.at(-1)?.start ?? ""];
    const stored = await source.readPoints(statistic.key, first, last);
    for (const week of weeks) {
      const points = stored.get(pointsKey(week)) ?? [];
      const isFirst = week.start === source.weeks[0]?.start;
      const read = viewsOf(statistic).map(
        (view) => [view, readWeek(statistic, { week, points, isFirst }, view, source.door)] as const,
      );
      this.#file.add(week, read);
      for (const row of read.flatMap(([view, period]) => rowsOf(statistic, view, period)).filter(isTold)) {
        this.figures += 1;
        this.#table.add(this.#columns.map((column) => column.read(row)));
        this.long.add(figureColumns.map((column) => column.read(row)));
      }
      this.latest = read.find(([{ edition }]) => edition === "all")?.[1].n ?? null;
    }
  }
}

function byYear(weeks: readonly ReleaseWeek[]): ReleaseWeek[][] {
  const years = new Map<string, ReleaseWeek[]>();
  for (const week of weeks) {
    const year = week.start.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), week]);
  }
  return [...years.values()];
}
