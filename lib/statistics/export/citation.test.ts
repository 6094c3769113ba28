import { expect, it } from "vitest";
import { fileSystemStatistic } from "../declared/fileSystems";
import { exampleReading } from "../testing/exampleReading";
import { methodologyVersion } from "../view/reading";
import { citation } from "./citation";

const address = "https://telemetry.dblab.test/statistics/file-systems?range=90d&interval=day";
const reading = exampleReading(fileSystemStatistic, { view: { edition: "standard" } });

it("names the view, its range, terms, time and address", () => {
  expect(citation(reading, address).text).toBe(
    `DBLab Telemetry (2026). File systems, by week, standard edition, 26 November 2025 to 25 November 2026 [data set]. Methodology ${methodologyVersion}, CC BY 4.0. Computed 25 November 2026, 12:00 UTC. ${address}`,
  );
});

it("is BibTeX whose braces match, whatever a title holds", () => {
  const hostile = { ...reading, statistic: { ...fileSystemStatistic, title: "100 % of {a}_b & \\c" } };
  const { bibtex } = citation(hostile, `${address}#{x}`);
  expect(bibtex).toMatch(/^@misc\{dblab-telemetry-file-systems-2026-11-25,\n/);
  expect(bibtex).toContain("100 \\% of \\{a\\}\\_b \\& \\textbackslash{}c");
  expect(bibtex).toContain(`url = {${address}#%7Bx%7D}`);
  const braces = bibtex.replaceAll(/\\[{}]/g, "");
  expect(braces.split("{").length).toBe(braces.split("}").length);
});

it("does without a time that is not there", () => {
  const { text } = citation({ ...reading, computedAt: null }, address);
  expect(text).not.toMatch(/Computed|null|Invalid/);
  expect(text).toContain("(2026)");
});
