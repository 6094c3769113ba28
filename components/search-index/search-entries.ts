import { type Catalogue, describeFields, describeParts, type EngineCall } from "@/lib/catalogue";
import { type DocumentPage, sectionsOf } from "@/lib/documentation/documents";
import type { SearchEntry } from "@/lib/search/siteSearch";
import type { environmentSchema } from "@/lib/settings/settings";
import type { Statistic } from "@/lib/statistics/declare/declare";
import { operationAddress } from "../api/operation-address";
import { type OpenApiDocument, operationsByTag } from "../api/read-openapi";
import { fieldAnchor } from "../catalogue/say-event-type";
import { type SitePage, sitePages } from "../frame/sections";
import type { PrivacyPromise } from "../text/privacy-promises";
import type { SectionText } from "./read-sections";

/** Everything that can be found, from the declarations that pages are made of. */
export interface Searched {
  readonly catalogue: Catalogue;
  readonly calls: readonly EngineCall[];
  readonly statistics: readonly Statistic[];
  readonly promises: readonly PrivacyPromise[];
  readonly settings: (typeof environmentSchema)["shape"];
  readonly document: OpenApiDocument;
  /** Sections of pages that are prose, by the address of the page. */
  readonly prose: readonly {
    readonly page: Pick<SitePage, "path" | "name">;
    readonly sections: readonly SectionText[];
  }[];
  /** Pages of the documentation, by their sections. */
  readonly documentation: readonly SearchEntry[];
}

export function searchEntries(searched: Searched): SearchEntry[] {
  const entries = [
    ...sitePages.map(ofPage),
    ...searched.statistics.map(ofStatistic),
    ...searched.catalogue.types.flatMap(ofEventType),
    ...searched.calls.map(ofCall),
    ...searched.promises.map(ofPromise),
    ...searched.prose.flatMap(ofProse),
    ...ofSettings(searched.settings),
    ...ofOperations(searched.document),
    ...searched.documentation,
  ];
  // A promise's row is in a section of its page, too; a section can be declared twice, a place is found once.
  return [...new Map(entries.toReversed().map((entry) => [entry.address, entry])).values()].toReversed();
}

function ofPage({ path, name, about, words = "" }: SitePage): SearchEntry {
  return { kind: "Page", title: name, address: path, about, words };
}

function ofStatistic({ key, title, question, method, caveat = "", source, classes }: Statistic): SearchEntry {
  return {
    kind: "Statistic",
    title,
    address: `/statistics/${key}`,
    about: question,
    words: [key, method, caveat, ...source, ...classes.map((one) => one.title)].join(" "),
  };
}

function ofEventType(type: Catalogue["types"][number]): SearchEntry[] {
  const address = `/events/${type.name}`;
  const fields = describeFields(type);
  return [
    {
      kind: "Event type",
      title: type.title,
      address,
      about: type.why,
      words: [type.name, ...type.aliases, type.group, type.sentWhen].join(" "),
    },
    ...fields.map(
      ({ path, aliases, what, why, note, unit, kept, class: fieldClass }): SearchEntry => ({
        kind: "Field",
        title: `${type.name}.${path}`,
        address: `${address}#${fieldAnchor(path)}`,
        about: `${what} ${kept}`,
        words: [type.title, ...aliases, why, note ?? "", unit ?? "", fieldClass, "sent"].join(" "),
      }),
    ),
  ];
}

function ofCall(call: EngineCall): SearchEntry {
  const parts = [...describeParts(call, "body"), ...describeParts(call, "answer")];
  return {
    kind: "Call",
    title: call.title,
    address: `/calls/${call.name}`,
    about: call.why,
    words: [call.name, call.sentWhen, call.kept, ...parts.flatMap(({ path, what }) => [path, what])].join(
      " ",
    ),
  };
}

function ofPromise({ id, promise, how }: PrivacyPromise): SearchEntry {
  return { kind: "Promise", title: promise, address: `/privacy#${id}`, about: how };
}

function ofProse({ page, sections }: Searched["prose"][number]): SearchEntry[] {
  return sections.map(({ id, title, text }) => ({
    kind: page.path === "/methodology" ? ("Methodology" as const) : ("Page" as const),
    title: `${page.name}: ${title}`,
    address: `${page.path}#${id}`,
    about: firstSentence(text),
    words: text,
  }));
}

/** Documents and their sections, as the search finds them. */
export function documentEntries(documents: readonly DocumentPage[]): SearchEntry[] {
  return documents.flatMap((document): SearchEntry[] => {
    const { path, title, text, isDecision } = document;
    const whole = plain(text).replaceAll(/\s+/g, " ").trim();
    const page: SearchEntry = { kind: "Documentation", title, address: path, about: firstSentence(whole) };
    // A decision is read from its beginning; the sections of others are looked up.
    if (isDecision) return [{ ...page, words: whole }];
    return [
      page,
      ...sectionsOf(document).map((section): SearchEntry => {
        const words = plain(section.text).replaceAll(/\s+/g, " ").trim();
        return {
          kind: "Documentation",
          title: `${title}: ${section.title}`,
          address: `${path}#${section.anchor}`,
          about: firstSentence(words),
          words,
        };
      }),
    ];
  });
}

function ofSettings(settings: Searched["settings"]): SearchEntry[] {
  return Object.entries(settings).map(([name, schema]) => ({
    kind: "Setting",
    title: name,
    address: `/docs/configuration#${name}`,
    about: sentence(plain(schema.meta()?.description ?? "")),
  }));
}

function ofOperations(document: OpenApiDocument): SearchEntry[] {
  return operationsByTag(document).flatMap(({ tag, operations }) =>
    operations.map(({ id, method, path, operation }) => ({
      kind: "API" as const,
      title: operation.summary ?? id,
      address: operationAddress(id),
      about: `${method} ${path}`,
      words: [id, tag.name, plain(operation.description ?? "")].join(" "),
    })),
  );
}

/** The first sentence of a text, or what of it fits. */
export function firstSentence(text: string): string {
  const [first = ""] = /^.{20,160}?[.?!](?=\s|$)/s.exec(text) ?? [];
  if (first !== "") return first;
  return text.length <= 160 ? text : `${text.slice(0, 160).replace(/\s+\S*$/, "")} …`;
}

function plain(markdown: string): string {
  return markdown.replaceAll(/\]\([^)]*\)|[`*[\]|]|-{3,}|<!--.*?-->/g, "");
}

function sentence(text: string): string {
  return text === "" ? "" : `${text[0]?.toUpperCase()}${text.slice(1)}.`.replace(/\.\.$/, ".");
}
