import { catalogue, engineCalls } from "@/lib/catalogue";
import { readDocuments } from "@/lib/documentation/documents";
import type { LlmsLink, LlmsSection } from "@/lib/machines/llmsText";
import { markdownPath } from "@/lib/machines/markdown/markdownPath";
import { tools } from "@/lib/machines/mcp/tools";
import { feeds } from "@/lib/releases/feeds/feeds";
import { statistics } from "@/lib/statistics/declared/statistics";
import { listOf } from "@/lib/words/sayPlurals";
import { sitePages } from "../frame/sections";
import { operationAddress } from "./operation-address";
import { type OpenApiDocument, operationsByTag } from "./read-openapi";

interface LlmsOptions {
  /** The address of this installation, without a slash at the end. */
  readonly baseUrl: string;
  /** Whether a public page is at a path. */
  readonly isPage: (path: string) => boolean;
  readonly document: OpenApiDocument;
  readonly settings: { readonly isPrivate: boolean; readonly publishMinInstances: number };
}

/** What `/llms.txt` says and names: every public page but decisions, and what programs ask. */
export function llmsSections({ baseUrl, isPage, document, settings }: LlmsOptions): {
  readonly notes: readonly string[];
  readonly sections: readonly LlmsSection[];
} {
  const page = (path: string, name: string, about: string): LlmsLink => ({
    name,
    url: baseUrl + markdownPath(path),
    about,
  });
  const file = (path: string, name: string, about: string): LlmsLink => ({
    name,
    url: baseUrl + path,
    about,
  });
  const documents = readDocuments().filter(({ isDecision }) => !isDecision);
  return {
    notes: [
      "Every public page is available as Markdown: at its address with `.md`, the first page at `/index.md`.",
      settings.isPrivate
        ? "This installation is private: its figures are of the engines that send here, as they are."
        : `Figures of fewer than ${settings.publishMinInstances} instances are withheld, and counts have noise. Give n, period and caveat with a figure.`,
    ],
    sections: [
      {
        title: "Pages",
        links: sitePages
          .filter(({ path }) => isPage(path))
          .map(({ path, name, about }) => page(path, name, about)),
      },
      {
        title: "For programs",
        links: [
          file("/mcp", "MCP", `streamable HTTP, no key: ${listOf(tools.map(({ name }) => name))}`),
          file("/openapi.json", "OpenAPI", "every operation"),
          file("/api/v1/statistics", "List of statistics", "with the address of each in every form"),
          file("/api/v1/releases", "List of releases", "files that never change: CSV, Parquet, SQL and JSON"),
          ...Object.keys(feeds).map((name) => file(`/feeds/${name}.atom`, `Feed: ${name}`, "Atom")),
        ],
      },
      {
        title: "Statistics",
        links: statistics.map(({ key, title, question }) => page(`/statistics/${key}`, title, question)),
      },
      {
        title: "Event types",
        links: catalogue.types.map(({ name, sentWhen }) => page(`/events/${name}`, name, sentWhen)),
      },
      {
        title: "Calls of engines",
        links: engineCalls.map(({ name, title }) => page(`/calls/${name}`, name, title)),
      },
      {
        title: "Documentation",
        links: documents.map(({ path, title }) => page(path, title, "")),
      },
      {
        title: "Optional",
        links: operationsByTag(document).flatMap(({ operations }) =>
          operations.map(({ id, operation, method, path }) =>
            page(operationAddress(id), `${method} ${path}`, operation.summary ?? ""),
          ),
        ),
      },
    ],
  };
}
