import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json";
import { codeFiles, codeLinesOf, documents, filesBelow, isThere, readText, spansOf } from "./readers";

const scripts = Object.keys(packageJson.scripts);
const packages = { ...packageJson.dependencies, ...packageJson.devDependencies };

/** `npm test` and `npm start` are `npm run test` and `npm run start`. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run (?:--silent )?([a-z0-9:]+)|(test|start)\b)/g)].map(
    ([, run, short]) => run ?? short ?? "",
  );
}

describe.each(documents)("what %s names", (path) => {
  const text = readText(path);
  const spans = spansOf(text);

  test("as a command is a script of package.json", () => {
    expect(commandsIn(text).filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test("as a link is a file", () => {
    const folder = path.includes("/") ? path.replace(/[^/]+$/, "") : "";
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = ""]) => folder + to);
    expect(links.filter((link) => !isThere(link) && !isThere(`${link}.md`))).toEqual([]);
  });

  test("as a path is there", () => {
    const paths = [...spans, ...codeLinesOf(text).flatMap((line) => line.split(/\s+/))].filter((span) =>
      /^(?:app|bench|components|docs|e2e|fixtures|lib|prisma|public|scripts|\.ci)\/[\w./-]*$/.test(span),
    );
    expect(paths.filter((one) => !isThere(one.replace(/\/$/, "")))).toEqual([]);
  });

  test("as a file is one", () => {
    const names = new Set(
      [...codeFiles, ...documents, ...filesBelow("fixtures", /./)].map((file) => basename(file)),
    );
    const files = spans.filter((span) => /^[\w.-]+\.(?:tsx?|mjs|js|json|md|prisma|sql)$/.test(span));
    expect(files.filter((file) => !names.has(file))).toEqual([]);
  });

  test("as a symbol, a field, a table or a code is in the code", () => {
    const symbols = spans
      .map((span) => span.replace(/^[\w]+\.(?=\w)/, "").replace(/\(\)$/, ""))
      .filter((span) => /^[A-Za-z]+(?:[a-z][A-Z]|_)\w*$/.test(span) && !foreign.has(span));
    expect(symbols.filter((symbol) => !words.has(symbol))).toEqual([]);
  });
});

/** Names of other tools and of standards. */
const foreign = new Set(["includeSubDomains"]);

const words = new Set(codeFiles.flatMap((file) => readText(file).match(/[A-Za-z_]\w+/g) ?? []));

test("the house in CONTRIBUTING has every room of lib/, and they are all there", () => {
  const rooms = new Set(
    filesBelow("lib", /\.tsx?$/).flatMap((file) => file.split("/").slice(1, -1).slice(0, 1)),
  );
  const listed = codeLinesOf(readText("CONTRIBUTING.md")).flatMap(
    (line) => /^lib\/(\w+)\//.exec(line)?.slice(1) ?? [],
  );
  expect(listed.toSorted()).toEqual([...rooms].filter((room) => room !== "testing").toSorted());
});

test("every script of package.json stands in a document", () => {
  const named = new Set(documents.flatMap((path) => commandsIn(readText(path))));
  expect(scripts.filter((script) => !named.has(script))).toEqual([]);
});

test("decision 7 speaks of packages that are installed", () => {
  const decision = readText("docs/decisions/0007-packages.md");
  const named = [...decision.matchAll(/\*\*([a-z][\w-]+)\*\*/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !Object.hasOwn(packages, name))).toEqual([]);
});

test("a version of a package that a decision names is the one installed", () => {
  for (const path of documents) {
    for (const [, name = "", version] of readText(path).matchAll(/`([@a-z][\w/-]+)` (\d+\.\d+\.\d+)/g)) {
      expect(Object.entries(packages), path).toContainEqual([name, version]);
    }
  }
});

test("pages and messages name commands that are scripts of package.json", () => {
  const named = codeFiles.flatMap((file) => commandsIn(readText(file)));
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((name) => !scripts.includes(name))).toEqual([]);
});

test("the Node that README asks for is package.json's", () => {
  expect(readText("README.md")).toContain(`Node ${packageJson.engines.node.replace(">=", "")} or newer`);
});
