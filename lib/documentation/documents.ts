import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Documents of the folder docs/ that are read first, in this order; the others follow by name. */
const first: readonly string[] = [
  "install",
  "configuration",
  "operating",
  "relay",
  "architecture",
  "publication",
  "performance",
  "releasing",
];

const decisionsFolder = "decisions";

/** A document as a page of this service. */
export interface DocumentPage {
  readonly path: string;
  /** Its first heading. */
  readonly title: string;
  /** In the repository, from its root. */
  readonly file: string;
  /** Markdown below the first heading. */
  readonly text: string;
  readonly isDecision: boolean;
}

// The folder of package.json, from which the service is started; a bundler changes the address of a module.
const docsFolder = () => join(/* turbopackIgnore: true */ process.cwd(), "docs");

/** The addresses of all documents, without reading them. */
export function documentPaths(): string[] {
  return ["/docs", ...listed().map(({ path }) => path)];
}

let read: readonly DocumentPage[] | null = null;

/** All documents, in reading order, decisions last. They are part of the release: read once. */
export function readDocuments(): readonly DocumentPage[] {
  read ??= listed().map(({ path, file }) => {
    const whole = readFileSync(join(docsFolder(), file), "utf8");
    const [, title = file, text = ""] = /^# (.+)\n([\s\S]*)$/.exec(whole) ?? [];
    return { path, title, file: `docs/${file}`, text, isDecision: file.startsWith(decisionsFolder) };
  });
  return read;
}

function listed(): { readonly path: string; readonly file: string }[] {
  const names = readdirSync(docsFolder()).flatMap((file) => /^([\w-]+)\.md$/.exec(file)?.slice(1) ?? []);
  const others = names.filter((name) => !first.includes(name)).toSorted();
  const decisions = readdirSync(join(docsFolder(), decisionsFolder)).filter((file) =>
    /^\d{4}-.*\.md$/.test(file),
  );
  return [
    ...[...first, ...others].map((name) => ({ path: `/docs/${name}`, file: `${name}.md` })),
    ...decisions.toSorted().map((file) => ({
      path: `/docs/decisions/${file.replace(/\.md$/, "")}`,
      file: `${decisionsFolder}/${file}`,
    })),
  ];
}

/**
 * Where a link in a document leads on this site.
 * @param file the document, from the repository's root
 * @returns null where what it leads to is no page here, such as a file of the source
 */
export function addressOf(file: string, link: string): string | null {
  if (/^(?:https?:|#)/.test(link)) return link;
  const [path = "", fragment] = link.split("#");
  const target = join(file, "..", path).replace(/\.md$/, "");
  const page = documentPaths().find((one) => one === `/${target}` || one.startsWith(`/${target}-`));
  if (page === undefined) return null;
  return fragment === undefined ? page : `${page}#${fragment}`;
}

/** The anchor of a heading, as repositories make it. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\d\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}

/** A part of a document: its heading and what stands below it. */
export interface DocumentSection {
  readonly title: string;
  readonly anchor: string;
  readonly text: string;
}

/** The sections of a document under headings of the second level. */
export function sectionsOf({ text }: Pick<DocumentPage, "text">): DocumentSection[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = "", ...lines] = part.split("\n");
      return { title: title.replaceAll("`", ""), anchor: anchorOf(title), text: lines.join("\n") };
    });
}
