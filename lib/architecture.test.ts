import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const project = join(import.meta.dirname, "..");

/** What a folder of lib/ may import from others. Files directly in lib/ compose, and may import all of them. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  catalogue: [],
  database: [],
  web: ["catalogue", "database", "ingest", "instances", "organizations", "statistics"],
  ingest: ["catalogue", "database", "web"],
  statistics: ["catalogue", "database"],
  organizations: ["catalogue", "database", "ingest", "statistics", "web"],
  instances: ["catalogue", "database", "ingest", "statistics", "web"],
};

const sources = readdirSync(join(project, "lib"), { recursive: true, withFileTypes: true })
  .filter(
    (entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !entry.parentPath.includes("generated"),
  )
  .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1))
  .filter((file) => !/\.test\.ts$|\/testing\//.test(file));

const importsOf = (file: string): string[] =>
  [...readFileSync(join(project, file), "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(
    (found) => found[1] ?? "",
  );

describe("lib/", () => {
  it("has sources to look at", () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it.each(sources)("%s imports only what it may", (file) => {
    const folder = file.split("/").length > 2 ? (file.split("/")[1] ?? "") : null;
    for (const name of importsOf(file)) {
      expect(name, `${file} imports ${name}`).not.toMatch(/^(next|react)(\/|$)|^@\//);
      if (!name.startsWith(".")) continue;
      const [, target = "", ...rest] = normalize(join(dirname(file), name)).split("/");
      if (folder === null || rest.length === 0 || target === folder) continue;
      expect(allowed[folder], `${file} imports ${name}`).toContain(target);
    }
  });
});
