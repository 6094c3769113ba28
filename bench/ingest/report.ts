import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";

/** What a figure has to reach. */
export type Floor = { readonly atLeast: number } | { readonly under: number };

/** One figure of a run. */
export interface Figure {
  /** What was measured: a server, a page, a number of readers. */
  readonly of: string;
  /** What is said of it, with its unit: `p99 ms`. */
  readonly measure: string;
  readonly value: number;
  readonly floor?: Floor;
}

/** What one section of a run found. */
export interface SectionFigures {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** Figures of a run, or of several, section by section; sections that are measured again replace what was found before. */
export interface Figures {
  readonly machine: string;
  readonly sections: Readonly<Record<string, SectionFigures>>;
}

/** Of what kind it is; its name says nothing that a ratio does not. */
export const machine = `${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${type()}, Node ${process.versions.node}`;

export function readFigures(file: string): Figures {
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Figures)
    : { machine: "", sections: {} };
}

export function writeFigures(file: string, found: Figures["sections"]): void {
  const sections = { ...readFigures(file).sections, ...found };
  writeFileSync(file, `${JSON.stringify({ machine, sections }, null, 2)}\n`);
}

export function isMet({ value, floor }: Figure): boolean {
  if (floor === undefined) return true;
  return "atLeast" in floor ? value >= floor.atLeast : value < floor.under;
}

/** A section for people: a line for each thing, a column for each measure, and beside a figure the floor it must reach. */
export function tableOf({ figures }: SectionFigures): string {
  const measures = [...new Set(figures.map(({ measure }) => measure))];
  const things = [...new Set(figures.map(({ of }) => of))];
  const rows = things.map((thing) => [
    thing,
    ...measures.map((measure) => {
      const figure = figures.find((one) => one.of === thing && one.measure === measure);
      return figure === undefined ? "" : `${sayValue(figure)}${sayFloor(figure, " (", ")")}`;
    }),
  ]);
  const head = ["", ...measures];
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return [head, ...rows].map((row) => `  ${row.map(pad).join("  ")}`.trimEnd()).join("\n");
}

/** All sections as a table in Markdown. */
export function markdownOf({ sections }: Pick<Figures, "sections">): string {
  const rows = Object.entries(sections).flatMap(([name, { figures }]) =>
    figures.map((figure) => [
      `\`${name}\``,
      figure.of,
      figure.measure,
      sayValue(figure),
      sayFloor(figure, "", "") || "–",
    ]),
  );
  const head = ["section", "of", "measure", "figure", "floor"];
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 3 ? cell.padStart(widths[3] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 3 ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function sayFloor(figure: Figure, before: string, after: string): string {
  const { floor } = figure;
  if (floor === undefined) return "";
  const words = "atLeast" in floor ? `at least ${floor.atLeast}` : `under ${floor.under}`;
  return `${before}${words}${isMet(figure) ? "" : ", missed"}${after}`;
}

/** Three digits that count, or all before the point. */
function sayValue({ value }: Figure): string {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, digits === 0 ? "," : "");
}

const begin = "<!-- figures -->";
const end = "<!-- end of figures -->";

/** A document with the table of these figures between its two marks, and the machine that they are of. */
export function withTable(document: string, figures: Figures): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`no ${begin} … ${end}`);
  const table =
    Object.keys(figures.sections).length === 0
      ? "Nothing measured yet."
      : `Measured on ${figures.machine}.\n\n${markdownOf(figures)}`;
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}
