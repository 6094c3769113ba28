import { catalogue, engineCalls } from "./catalogue";
import { documentPaths } from "./documentation/documents";
import type { PublicSection } from "./front/keptPages/addresses";
import { markdownPath, markdownPattern } from "./machines/markdown/markdownPath";
import { operationIds } from "./openApi/operationIds";
import { feeds } from "./releases/feeds/feeds";
import type { Settings } from "./settings/settings";
import { statistics } from "./statistics/declared/statistics";
import { parametersSchema } from "./statistics/view/view";

/** Of a statistic: its page, its files, its answer of the API, and its frame all take them. */
const ofView = Object.keys(parametersSchema.shape);

/** Those that a reader finds in the navigation. */
export const mainPages: readonly string[] = [
  "/",
  "/statistics",
  "/events",
  "/calls",
  "/opt-out",
  "/privacy",
  "/methodology",
  "/status",
  "/api",
  "/try",
];

/**
 * Every address whose answer is the same for all readers, so that it is made once for all. Nothing at or below an address
 * that knows a session is among them.
 */
export function declarePublicPages({ isPrivate }: Pick<Settings, "isPrivate">): readonly PublicSection[] {
  // Where nothing is published, figures are shown as they are.
  const kept = declareAll().filter(({ madeOf }) => !isPrivate || madeOf === "build");
  return kept.flatMap((section) => (section.isPage ? [section, asMarkdown(section)] : [section]));
}

/**
 * Finds out whether a public page is at a path of this service, whatever its parameters are: such a page has a Markdown
 * form. Pages for frames of others have none: they show a part of a page that has one.
 */
export function createPageFinder(): (path: string) => boolean {
  const pages = declareAll().filter(({ isPage }) => isPage);
  // Leads to one that is.
  const paths = new Set([...pages.flatMap(({ paths }) => paths), "/releases/latest"]);
  const patterns = pages.flatMap(({ pattern }) => pattern ?? []);
  return (path) => paths.has(path) || patterns.some((pattern) => pattern.test(path));
}

/** The Markdown forms of a section of pages. */
function asMarkdown({ paths, pattern, isPage: _, ...rest }: PublicSection): PublicSection {
  return {
    ...rest,
    paths: paths.map(markdownPath),
    ...(pattern === undefined ? {} : { pattern: markdownPattern(pattern) }),
  };
}

function declareAll(): readonly PublicSection[] {
  const types = catalogue.types.map(({ name }) => name);
  const calls = engineCalls.map(({ name }) => name);
  const keys = statistics.map(({ key }) => key);
  return [
    {
      isPage: true,
      madeOf: "build",
      paths: [
        "/opt-out",
        "/privacy",
        "/methodology",
        ...operationIds.map((id) => `/api/operations/${id}`),
        ...documentPaths(),
        "/calls",
        ...calls.map((name) => `/calls/${name}`),
      ],
    },
    {
      madeOf: "build",
      paths: [
        "/search-index.json",
        "/openapi.json",
        "/api/v1/statistics",
        "/api/v1/audit/key",
        ...calls.map((name) => `/calls/${name}/schema.json`),
        ...types.map((name) => `/events/${name}/schema.json`),
        "/robots.txt",
        "/sitemap.xml",
        "/llms.txt",
      ],
    },
    { isPage: true, madeOf: "build", paths: ["/api", "/search"], parameters: ["q"] },
    { isPage: true, madeOf: "build", paths: ["/try"], parameters: ["type", "form", "engine"] },
    { isPage: true, madeOf: "build", paths: ["/events/changes"], parameters: ["from", "to"] },
    // A hash of the content is said with them.
    { madeOf: "build", paths: ["/theme.js", "/icon.svg", "/opengraph-image"], parameters: "ignored" },
    { isPage: true, madeOf: "figures", paths: ["/statistics"] },
    {
      isPage: true,
      madeOf: "figures",
      paths: keys.map((key) => `/statistics/${key}`),
      parameters: [...ofView, "tab", "compare"],
    },
    { madeOf: "figures", paths: keys.map((key) => `/statistics/${key}.csv`), parameters: [...ofView, "for"] },
    {
      madeOf: "figures",
      paths: keys.flatMap((key) => [
        ...["json", "svg", "png"].map((form) => `/statistics/${key}.${form}`),
        `/api/v1/statistics/${key}`,
        `/embed/${key}`,
      ]),
      parameters: ofView,
    },
    { isPage: true, madeOf: "figures", paths: ["/events"], parameters: ["q", "field", "class", "engine"] },
    {
      isPage: true,
      madeOf: "figures",
      paths: types.map((name) => `/events/${name}`),
      parameters: ["engine"],
    },
    { isPage: true, madeOf: "figures", paths: ["/releases"], parameters: ["after"] },
    { isPage: true, madeOf: "figures", paths: ["/query"] },
    {
      isPage: true,
      madeOf: "figures",
      paths: [],
      pattern: /^\/releases\/\d{4}-\d{2}-\d{2}(?:\.\d{1,4})?$/,
    },
    { isPage: true, madeOf: "figures", paths: [], pattern: /^\/statistics\/corrections\/\d{1,9}$/ },
    { isPage: true, madeOf: "figures", paths: ["/log"], parameters: ["before"] },
    {
      madeOf: "figures",
      paths: ["/api/v1/releases", ...Object.keys(feeds).map((name) => `/feeds/${name}.atom`)],
    },
    { isPage: true, madeOf: "now", paths: ["/", "/status"] },
    { isPage: true, madeOf: "now", paths: ["/statistics/corrections"], parameters: ["revisions", "held"] },
  ];
}
