import ts from "typescript";
import { expect, test } from "vitest";
import { codeFiles, readText } from "./readers";

/** What a browser takes an address from. */
const attributes = new Set(["action", "formAction", "href", "poster", "src", "srcSet", "xlinkHref"]);
const calls = new Set(["EventSource", "Request", "WebSocket", "fetch"]);

/** Whole addresses, of this service or of others. */
const whole = [
  "app/_shared/refuseForm.ts: text keptAt",
  "components/catalogue/source-span.tsx: href addressOf(source, tag, place)",
  "components/statistics/download.tsx: text address",
  "components/statistics/embedded.tsx: href address",
  "lib/machines/mcp/answerMcp.ts: Request request.url",
  `lib/relay/upstream.ts: fetch \`\${address}\${path}\``,
];

/** Addresses that are written by hand: in elements, calls from the browser, headers of answers and `new URL`. */
function findAddresses(file: string, text: string): string[] {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const note = (what: string, value: ts.Node | undefined) => {
    if (value !== undefined && !isOnSite(value, source))
      found.push(`${file}: ${what} ${value.getText(source)}`);
  };
  const look = (node: ts.Node): void => {
    if (ts.isJsxAttribute(node) && attributes.has(node.name.getText(source))) {
      const { tagName } = node.parent.parent;
      const value = node.initializer;
      if (/^[a-z]/.test(tagName.getText(source)))
        note(node.name.getText(source), value && ts.isJsxExpression(value) ? value.expression : value);
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = node.expression.getText(source).replace(/^(?:window|globalThis|self)\./, "");
      const [first] = node.arguments ?? [];
      if (calls.has(name)) note(name, first);
      if (name === "URL" && first !== undefined && /^["'`]\//.test(first.getText(source))) note(name, first);
    } else if (ts.isPropertyAssignment(node) && /^["']?location["']?$/i.test(node.name.getText(source))) {
      if (ts.isObjectLiteralExpression(node.parent) && /headers/.test(node.parent.parent.getText(source)))
        note("location", node.initializer);
    }
    if (ts.isTemplateExpression(node)) {
      let before = node.head.text;
      for (const { expression, literal } of node.templateSpans) {
        if (/(?:href|action|src)="$/.test(before)) note("text", expression);
        before = literal.text;
      }
    }
    if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) {
      if (/(?:href|action|src)="\//.test(node.text)) note("text", node);
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function isOnSite(value: ts.Node, source: ts.SourceFile): boolean {
  return /^(?:onSite\(|["'`]#)/.test(value.getText(source));
}

const files = codeFiles.filter((file) =>
  /^(?:app|components|lib)\/(?!.*\.test\.tsx?$|.*\/testing\/).*\.tsx?$/.test(file),
);

test("the reader knows an address that is written by hand", () => {
  const wrong = [
    'const a = <a href="/org">x</a>;',
    "const a = <form action={path} />;",
    "const a = <img alt='' src={`/x`} />;",
    'fetch("/api/v1/health", { cache: "no-store" });',
    "const source = new EventSource(path);",
    "new Response(null, { status: 303, headers: { location: path } });",
    'new URL("/methodology", address);',
    'const html = `<a href="/org">x</a>`;',
  ];
  expect(wrong.map((text) => findAddresses("x.tsx", text).length)).toEqual(wrong.map(() => 1));
  const right = [
    'const a = <a href={onSite("/org")}>x</a>;',
    'const a = <a href="#content">x</a>;',
    'const a = <Link href="/org">x</Link>;',
    "fetch(onSite(path));",
    `const html = \`<a href="\${onSite(path)}">x</a>\`;`,
  ];
  expect(right.flatMap((text) => findAddresses("x.tsx", text))).toEqual([]);
});

test("every address that a browser gets is made by onSite, so that it holds below a path", () => {
  const found = files.flatMap((file) => findAddresses(file, readText(file)));
  expect(found.toSorted()).toEqual(whole);
});
