import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { addressOf, anchorOf, documentPaths, readDocuments, sectionsOf } from "./documents";

it("has a page for every document of the folder", () => {
  const files = readdirSync("docs", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".md"),
  );
  expect(
    readDocuments()
      .map(({ file }) => file)
      .sort(),
  ).toEqual(files.map((file) => `docs/${file}`).sort());
  expect(documentPaths()).toHaveLength(files.length + 1);
  for (const { title, text } of readDocuments()) {
    expect(title).not.toBe("");
    expect(text.length).toBeGreaterThan(100);
  }
});

it("knows where links of documents lead on the site", () => {
  expect(addressOf("docs/operating.md", "relay.md#rules")).toBe("/docs/relay#rules");
  expect(addressOf("docs/operating.md", "decisions/0004-roll-ups.md")).toBe("/docs/decisions/0004-roll-ups");
  expect(addressOf("docs/operating.md", "decisions/0004")).toBe("/docs/decisions/0004-roll-ups");
  expect(addressOf("docs/decisions/0004-roll-ups.md", "../operating.md")).toBe("/docs/operating");
  expect(addressOf("docs/operating.md", "../lib/ingest/rollUp.ts")).toBeNull();
  expect(addressOf("docs/operating.md", "https://pglite.dev")).toBe("https://pglite.dev");
  expect(addressOf("docs/operating.md", "#pgbouncer")).toBe("#pgbouncer");
});

it("takes a document apart at its headings", () => {
  const sections = sectionsOf({ text: "Begin.\n\n## What `x` is\n\nOne.\n\n### Deeper\n\n## Two\n\nEnd.\n" });
  expect(sections.map(({ title, anchor }) => [title, anchor])).toEqual([
    ["What x is", "what-x-is"],
    ["Two", "two"],
  ]);
  expect(sections[0]?.text).toContain("### Deeper");
  expect(anchorOf("Who is believed")).toBe("who-is-believed");
});
