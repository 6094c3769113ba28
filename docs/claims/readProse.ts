import { lexer, type Token } from "marked";
import ts from "typescript";
import { documents, filesBelow, readText } from "./readers";

/** A piece of text that people read, without the code in it. */
export interface Prose {
  readonly file: string;
  /** From 1 on, where the piece begins. */
  readonly line: number;
  readonly text: string;
}

/** What people read of this service: its documents, and the sentences of pages, answers, commands and errors. */
export function readProse(): readonly Prose[] {
  return [...documents.flatMap(proseOfDocument), ...codeWithSentences().flatMap(proseOfCode)];
}

/** Files whose texts reach people; a test's do not, nor do statements for the database. */
function codeWithSentences(): string[] {
  const isRead = (file: string) => !/\.test\.tsx?$|\/testing\/|\/attacks\//.test(file);
  return ["app", "components", "lib", "scripts"]
    .flatMap((folder) => filesBelow(folder, /\.tsx?$/))
    .filter(isRead);
}

/** Paragraphs, headings, lists and tables of a document. */
function proseOfDocument(file: string): Prose[] {
  const found: Prose[] = [];
  let line = 1;
  for (const token of lexer(readText(file))) {
    const text = textOf(token).trim();
    if (text !== "") found.push({ file, line, text });
    line += token.raw.split("\n").length - 1;
  }
  return found;
}

function textOf(token: Token): string {
  if (token.type === "code" || token.type === "codespan" || token.type === "html") return " ";
  if (token.type === "table") {
    const cells = [token.header, ...token.rows].flat() as { readonly tokens: readonly Token[] }[];
    return cells.map(({ tokens }) => tokens.map(textOf).join("")).join("\n");
  }
  const inner = (token.type === "list" ? token.items : "tokens" in token ? token.tokens : []) as Token[];
  if (inner.length > 0) return inner.map(textOf).join(token.type === "list" ? "\n" : "");
  return token.type === "text" || token.type === "escape" ? token.text : token.type === "space" ? "\n" : " ";
}

/** Strings of several words, and the text between tags. */
function proseOfCode(file: string): Prose[] {
  const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: Prose[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTaggedTemplateExpression(node)) return;
    // Names of styles are words of another language.
    if (ts.isJsxAttribute(node) && node.name.getText() === "className") return;
    const text = textOfNode(node);
    if (text !== null && isProse(text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ file, line: line + 1, text: text.replaceAll(/`[^`]*`/g, " ") });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOfNode(node: ts.Node): string | null {
  if (ts.isJsxText(node) || ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(" … ");
}

/** Two words beside each other, and nothing that only a program would say. */
function isProse(text: string): boolean {
  return (
    /[a-z’']{2,}[,;:]? [a-z]{2,}/i.test(text) &&
    !/[{}=<>\\]|\b(?:select|insert|update|delete|create) .* (?:from|into|set|table|where)\b|--[a-z]|\]:|:\[/.test(
      text,
    )
  );
}
