import { catalogue, engineCalls } from "./catalogue";
import { documentPaths } from "./documentation/documents";
import type { PublicSection } from "./front/keptPages/addresses";
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
  const types = catalogue.types.map(({ name }) => name);
  const calls = engineCalls.map(({ name }) => name);
  const keys = statistics.map(({ key }) => key);
  const all: readonly PublicSection[] = [
    {
      madeOf: "build",
      paths: [
        "/opt-out",
        "/privacy",
        "/methodology",
        ...operationIds.map((id) => `/api/operations/${id}`),
        ...documentPaths(),
        "/search-index.json",
        "/openapi.json",
        "/api/v1/statistics",
        "/api/v1/audit/key",
        "/calls",
        ...calls.flatMap((name) => [`/calls/${name}`, `/calls/${name}/schema.json`]),
        ...types.map((name) => `/events/${name}/schema.json`),
        "/robots.txt",
        "/sitemap.xml",
      ],
    },
    { madeOf: "build", paths: ["/api", "/search"], parameters: ["q"] },
    { madeOf: "build", paths: ["/try"], parameters: ["type", "form", "engine"] },
    { madeOf: "build", paths: ["/events/changes"], parameters: ["from", "to"] },
    // A hash of the content is said with them.
    { madeOf: "build", paths: ["/theme.js", "/icon.svg", "/opengraph-image"], parameters: "ignored" },
    { madeOf: "figures", paths: ["/statistics"] },
    {
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
    { madeOf: "figures", paths: ["/events"], parameters: ["q", "field", "class", "engine"] },
    { madeOf: "figures", paths: types.map((name) => `/events/${name}`), parameters: ["engine"] },
    { madeOf: "figures", paths: ["/releases"], parameters: ["after"] },
    { madeOf: "figures", paths: ["/query"] },
    { madeOf: "figures", paths: [], pattern: /^\/releases\/\d{4}-\d{2}-\d{2}(?:\.\d{1,4})?$/ },
    { madeOf: "figures", paths: [], pattern: /^\/statistics\/corrections\/\d{1,9}$/ },
    { madeOf: "figures", paths: ["/log"], parameters: ["before"] },
    {
      madeOf: "figures",
      paths: ["/api/v1/releases", ...Object.keys(feeds).map((name) => `/feeds/${name}.atom`)],
    },
    { madeOf: "now", paths: ["/", "/status"] },
    { madeOf: "now", paths: ["/statistics/corrections"], parameters: ["revisions", "held"] },
  ];
  // Where nothing is published, figures are shown as they are.
  return isPrivate ? all.filter(({ madeOf }) => madeOf === "build") : all;
}
