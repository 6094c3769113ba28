import { createDocument } from "@mixmark-io/domino";
import TurndownService from "turndown";

interface Page {
  /** As a browser gets it. */
  readonly html: string;
  /** Where it is, absolute: what its links are relative to. */
  readonly url: string;
}

/** What a reader of text has no use for: what only a screen shows, what one presses, and what is said again in words. */
const leftOut =
  ".screen-only, .needs-script, [aria-hidden=true], script, style, template, svg, button, form, input, select, textarea, dialog";

/** What stands apart from the text beside it by its style alone. */
const apart = /(?:^|\s)(?:block|inline-block|(?:inline-)?(?:flex|grid)|m[lrx]-\S+)(?:\s|$)/;

/**
 * A page of this service as Markdown: title, description and address, then all that its main part says. A chart is said
 * by its heading and its table; links are absolute.
 */
export function toMarkdown({ html, url }: Page): string {
  const head = createDocument(html.slice(0, html.indexOf("<main")));
  const about = {
    title: head.title,
    description: head.querySelector("meta[name=description]")?.getAttribute("content") ?? "",
    url,
  };
  const lines = Object.entries(about).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const texts = partsOf(html).map((part) => textOf(part, url));
  return `---\n${lines.join("\n")}\n---\n\n${texts.join("\n\n")}\n`;
}

/**
 * What stands above every page, such as that the database is away, and the main part. What follows is not even parsed: it
 * is data of scripts, and often longer.
 */
function partsOf(html: string): Element[] {
  const [body = ""] = /<body\b[\s\S]*?<\/main>/.exec(html) ?? [];
  return Array.from(createDocument(body).querySelectorAll("body > [role=status], main"));
}

function textOf(main: Element, url: string): string {
  for (const element of [...main.querySelectorAll(leftOut)]) element.remove();
  for (const panel of main.querySelectorAll(".tab-panel")) leaveOutName(panel);
  for (const link of [...main.querySelectorAll("a[href]")]) {
    const to = link.getAttribute("href") ?? "";
    if (URL.canParse(to, url)) link.setAttribute("href", new URL(to, url).href);
  }
  const code = new Set(main.querySelectorAll("pre *, code *"));
  for (const element of Array.from(main.querySelectorAll("*"))) if (!code.has(element)) setApart(element);
  return converter.turndown(main as HTMLElement);
}

/** What is in a panel may have its name, too, which the panel says. */
function leaveOutName(panel: Element): void {
  const name = panel.getAttribute("aria-label");
  for (const one of [...panel.querySelectorAll("p, figcaption")]) {
    if (one.textContent?.trim() === name) one.remove();
  }
}

/** Puts a space between an element and the one before it, and around one that only its style sets apart. */
function setApart(element: Element): void {
  const { parentNode, previousSibling, nextSibling, ownerDocument, textContent } = element;
  const isApart = apart.test(element.className);
  const space = () => ownerDocument.createTextNode(" ");
  const isMark = /^[,.:;!?)]/.test(textContent ?? "");
  if (previousSibling !== null && !isMark && (isApart || isElement(previousSibling))) {
    parentNode?.insertBefore(space(), element);
  }
  if (isApart && nextSibling !== null) parentNode?.insertBefore(space(), nextSibling);
}

function isElement({ nodeType }: Node): boolean {
  return nodeType === 1;
}

const converter = new TurndownService({
  headingStyle: "atx",
  codeBlockStyle: "fenced",
  bulletListMarker: "-",
  blankReplacement: (_, node) => (isCell(node) ? cellOf("") : isBlock(node) ? "\n\n" : ""),
});

converter.addRule("cell", { filter: ["th", "td"], replacement: (content) => cellOf(content) });
converter.addRule("row", {
  filter: "tr",
  replacement(content, node) {
    const row = `\n|${content}`;
    return isHead(node) ? `${row}\n|${" --- |".repeat(node.childNodes.length)}` : row;
  },
});
converter.addRule("rows", { filter: ["thead", "tbody", "tfoot"], replacement: (content) => content });
converter.addRule("caption", {
  filter: "caption",
  replacement: (content) => `\n\n${strong(content)}\n\n`,
});
converter.addRule("table", {
  filter: "table",
  replacement: (content) => `\n\n${content.trim()}\n\n`,
});
converter.addRule("summary", { filter: "summary", replacement: (content) => `\n\n${strong(content)}\n\n` });
converter.addRule("term", { filter: "dt", replacement: (content) => `\n\n- ${strong(content)}:` });
converter.addRule("meaning", { filter: "dd", replacement: (content) => ` ${inOneLine(content)}` });
// What is in it is code, whatever marks a part of it.
converter.addRule("code", {
  filter: ({ nodeName, parentNode }) => nodeName === "CODE" && parentNode?.nodeName !== "PRE",
  replacement(_, { textContent }) {
    const code = (textContent ?? "").trim();
    return code.includes("`") ? `\`\` ${code} \`\`` : `\`${code}\``;
  },
});
// A panel of several says by its label alone what it is.
converter.addRule("panel", {
  filter: (node) => node.nodeName === "SECTION" && node.classList.contains("tab-panel"),
  replacement: (content, node) =>
    `\n\n${strong((node as Element).getAttribute("aria-label") ?? "")}\n\n${content.trim()}\n\n`,
});

function cellOf(content: string): string {
  return ` ${inOneLine(content).replaceAll("|", "\\|")} |`;
}

function inOneLine(content: string): string {
  return content.trim().replaceAll(/\s*\n\s*/g, " ");
}

function strong(content: string): string {
  const line = inOneLine(content).replaceAll("**", "");
  return line === "" ? "" : `**${line}**`;
}

function isCell({ nodeName }: Node): boolean {
  return nodeName === "TD" || nodeName === "TH";
}

/** Whether a row is the one with the titles of the columns. */
function isHead({ parentNode }: Node): boolean {
  return parentNode?.nodeName === "THEAD";
}

function isBlock(node: Node): boolean {
  return "isBlock" in node && node.isBlock === true;
}
