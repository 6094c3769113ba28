import { describe, expect, test } from "vitest";
import nextConfig from "../../next.config";
import { codeFiles, documents, filesBelow, readText, spansOf } from "./readers";

/** The addresses that app/ answers, with `[…]` for a parameter. */
const routes = filesBelow("app", /^(?:page\.tsx|route\.ts)$/).map(
  (file) => `/${file.split("/").slice(1, -1).join("/")}`,
);
/** Next's own files of this service. */
const made = ["/metrics", "/_next/static", "/robots.txt", "/sitemap.xml", "/opengraph-image", "/theme.js"];
/** Of an engine, not of this service. */
const ofEngines = ["/healthz"];

const rewritten = (await nextConfig.rewrites?.()) ?? [];
const patterns = [
  ...routes.map((route) => route.replaceAll(/\[\.{3}[^\]]+\]/g, ".+").replaceAll(/\[[^\]]+\]/g, "[^/.]+")),
  ...(Array.isArray(rewritten) ? rewritten : []).map(({ source }) =>
    source.replaceAll(/:\w+\(([^)]*)\)/g, "($1)").replaceAll(/:\w+/g, "[^/.]+"),
  ),
  ...made,
  ...ofEngines,
].map((pattern) => new RegExp(`^${pattern}/?$`));

/** An address with its parameters (`<key>`, `{id}`, `…`, `*`) as any text; without what follows it. */
function isAnswered(address: string): boolean {
  const path = address.replace(/[?#].*$/, "").replaceAll(/<[^>]+>|\{[^}]+\}|…|\*/g, "x");
  return (
    patterns.some((pattern) => pattern.test(path)) ||
    // A folder of addresses, such as `/api/v1`, or a file in one of several forms, `/org/audit.${form}`.
    routes.some((route) => route.startsWith(path.replace(/\/?$/, "/").replace(/\.x\/$/, ".")))
  );
}

test("the reader knows an address from none", () => {
  expect(
    ["/", "/statistics/<key>", "/statistics/x.csv", "/events/{type}/schema.json", "/api/v1"].map(isAnswered),
  ).not.toContain(false);
  expect(
    ["/statistics/x.pdf", "/graphs", "/privacy/cookies", "/organizations"].map(isAnswered),
  ).not.toContain(true);
});

test.each(documents)("every address in %s is answered", (path) => {
  const addresses = spansOf(readText(path))
    .map((span) => span.replace(/^(?:GET|POST|DELETE) /, ""))
    .filter((span) => /^\/[\w[\]<>{}/.…*-]*$/.test(span) && !/^\/\d+$/.test(span))
    // Folders of the machine that the service runs on.
    .filter((span) => !/^\/(?:var|etc|data|app)(?:\/|$)/.test(span));
  expect(addresses.filter((address) => !isAnswered(address))).toEqual([]);
});

const pages = codeFiles.filter((file) => /^(?:app|components)\/.*(?<!\.test)\.tsx?$/.test(file));

describe("links of pages", () => {
  const links = pages.flatMap((file) =>
    [
      ...readText(file).matchAll(
        /(?:href|action)=(?:"(\/[^"]*)"|\{`(\/[^`]*)`\})|href: (?:"(\/[^"]*)"|`(\/[^`]*)`)/g,
      ),
    ].map(([, ...found]) => ({ file, to: found.find((one) => one !== undefined) ?? "" })),
  );

  test("lead to what is answered", () => {
    expect(links.length).toBeGreaterThan(60);
    const filled = links.map(({ file, to }) => ({ file, to: to.replaceAll(/\$\{[^}]*\}+/g, "x") }));
    expect(filled.filter(({ to }) => !isAnswered(to))).toEqual([]);
  });

  test("lead to anchors that are there", () => {
    const ids = new Set(
      pages.flatMap((file) => [...readText(file).matchAll(/\bid(?:=|: )"([\w-]+)"/g)].map(([, id]) => id)),
    );
    const anchors = links
      .map(({ file, to }) => ({ file, anchor: /#([\w-]+)$/.exec(to)?.[1] }))
      .filter(({ anchor }) => anchor !== undefined);
    expect(anchors.length).toBeGreaterThan(5);
    expect(anchors.filter(({ anchor }) => !ids.has(anchor))).toEqual([]);
  });
});
