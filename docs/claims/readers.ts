import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const project = join(import.meta.dirname, "..", "..");

/** The text of a file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(project, path), "utf8");
}

export function isThere(path: string): boolean {
  return existsSync(join(project, path));
}

/** Files below a folder that end like this, by their paths in the repository. */
export function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !entry.parentPath.includes("/generated"))
    .map((entry) => relative(project, join(entry.parentPath, entry.name)));
}

/** What people read of this service outside its pages. */
export const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "fixtures/README.md",
  ...filesBelow("docs", /\.md$/),
];

const code = /\.(?:tsx?|mjs|js|prisma|css|sql|json)$/;

/** The code of the service, its tools and its tests. */
export const codeFiles = [
  ...["app", "bench", "components", "e2e", "lib", "prisma", "public", "scripts"].flatMap((folder) =>
    filesBelow(folder, code),
  ),
  ...readdirSync(project).filter((name) => code.test(name) && name !== "package-lock.json"),
];

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a text in Markdown; the first is the one whose columns are these. @throws where there is none */
export function tableOf(text: string, ...columns: string[]): Table["rows"] {
  const found = tablesOf(text).find((table) => table.columns.join("|") === columns.join("|"));
  if (found === undefined) throw new Error(`There is no table of ${columns.join(", ")}`);
  return found.rows;
}

export function tablesOf(text: string): Table[] {
  const blocks = text.match(/^\|.*\|\n\|[-| :]+\|\n(?:\|.*\|\n?)+/gm) ?? [];
  return blocks.map((block) => {
    const [columns = [], , ...rows] = block.trimEnd().split("\n").map(cellsOf);
    return { columns, rows };
  });
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

/** What stands in the code spans of a text in Markdown. */
export function spansOf(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
}

/** The lines of the code blocks of a text in Markdown: indented by four. */
export function codeLinesOf(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => /^ {4}\S/.test(line))
    .map((line) => line.trim());
}

/** A text without its line ends, marks and code marks, for sentences that a test looks for. */
export function plain(text: string): string {
  return text.replaceAll(/[`*]/g, "").replaceAll(/\s+/g, " ");
}

const small = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** A number as prose says it: in words up to twelve, then in digits. */
export function inWords(count: number): string {
  return small[count] ?? count.toLocaleString("en-GB");
}

/**
 * A number that the code of lib/ declares under this name, wherever that is: `const turnMs = 30 * 1_000;`, or
 * `settleMs: 10_000` in an object.
 * @throws where it is not declared, or twice with different numbers
 */
export function declaredNumber(name: string): number {
  const declaration = new RegExp(`\\b(?:const )?${name}(?: =|:) ([\\d_.]+(?: \\* [\\d_.]+)*)[;,\\s]`, "g");
  const found = codeFiles
    .filter((file) => file.startsWith("lib/") && !/\.test\.|\/testing\//.test(file))
    .flatMap((file) => [...readText(file).matchAll(declaration)].map(([, expression = ""]) => expression))
    .map((expression) =>
      expression
        .replaceAll("_", "")
        .split(" * ")
        .reduce((product, factor) => product * Number(factor), 1),
    );
  const [number, ...others] = new Set(found);
  if (number === undefined || others.length > 0)
    throw new Error(`${name} is declared as ${found.join(", ") || "nothing"}`);
  return number;
}
