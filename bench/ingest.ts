// `npm run bench:ingest -- [section…] [--seconds 8] [--rounds 3] [--events 1000000] [--json file] [--write]`: how fast
// events are taken and pages are answered, beside what a bare Node server does in the same run. Ratios count; absolute
// figures say as much about the machine. Without sections all of them. `--json` adds the figures to those of a file,
// `--write` to docs/performance.json, and makes the table of docs/performance.md of it, which `table` does alone. Needs a
// build, and PostgreSQL's server programs.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Bench, type Section } from "./ingest/bench";
import {
  type Figures,
  isMet,
  machine,
  readFigures,
  type SectionFigures,
  tableOf,
  withTable,
  writeFigures,
} from "./ingest/report";
import { sections } from "./ingest/sections";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "8" },
    rounds: { type: "string", default: "3" },
    events: { type: "string", default: "1000000" },
    json: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const docs = join(import.meta.dirname, "..", "docs");
if (positionals[0] === "table") {
  writeTable();
  process.exit(0);
}
const unknown = positionals.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0) {
  print(`No section ${unknown.join(", ")}: there are ${Object.keys(sections).join(", ")}`);
  process.exit(2);
}
const options = {
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  events: Number(values.events),
};
const files = [values.json, values.write ? join(docs, "performance.json") : undefined];

print(`${machine}; ${options.rounds} rounds of ${options.seconds} s, medians`);
const missed: string[] = [];
for (const [name, section] of Object.entries(sections)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  print(`\n${name}: ${section.title}`);
  await run(name, section);
}
if (values.write) writeTable();
print(missed.length === 0 ? "\nAll floors reached" : `\nMissed: ${missed.join("; ")}`);
process.exitCode = missed.length === 0 ? 0 : 1;

function writeTable(): void {
  const page = join(docs, "performance.md");
  writeFileSync(page, withTable(readFileSync(page, "utf8"), readFigures(join(docs, "performance.json"))));
}

async function run(name: string, section: Section): Promise<void> {
  const bench = new Bench(options);
  try {
    await section.measure(bench);
  } catch (error) {
    // The other sections are measured all the same, and this one keeps what was found of it before.
    print(`  ${error}`);
    missed.push(`${name}: ${error}`);
    return;
  } finally {
    bench.progress("");
    await bench.end();
  }
  const found: SectionFigures = { title: section.title, figures: bench.figures };
  print(tableOf(found));
  for (const figure of found.figures.filter((one) => !isMet(one))) {
    missed.push(`${name}: ${figure.of}, ${figure.measure} ${figure.value.toPrecision(3)}`);
  }
  const add: Figures["sections"] = { [name]: found };
  for (const file of files) if (file !== undefined) writeFigures(file, add);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
