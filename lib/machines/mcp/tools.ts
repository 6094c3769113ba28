import { z } from "zod";
import { catalogue } from "../../catalogue";
import { type Problem, problem } from "../../http/problems";
import { releaseListSchema, releaseSummaryJson } from "../../releases/releaseJson";
import type { Releases } from "../../releases/store/releases";
import { type Found, longestQuestion, searchKinds } from "../../search/siteSearch";
import { statistics } from "../../statistics/declared/statistics";
import { viewDescriptions } from "../../statistics/export/describeView";
import { statisticJsonSchema } from "../../statistics/export/statisticJson";
import { toJson } from "../../statistics/export/toJson";
import { readAsked } from "../../statistics/read/readAsked";
import type { StatisticReading, View } from "../../statistics/view/reading";
import { parametersSchema, viewPath } from "../../statistics/view/view";
import { markdownPath } from "../markdown/markdownPath";
import { describeEventType, eventTypeSchema } from "./describeEventType";

/** What the tools answer from: what pages and the API answer from, too. */
export interface ToolSources {
  readonly readStatistic: (key: string, view: View) => Promise<StatisticReading>;
  readonly releases: Pick<Releases, "list">;
  readonly search: (question: string) => Promise<readonly Found[]>;
  /** Whether a public page is at a path. */
  readonly isPage: (path: string) => boolean;
  readonly isPrivate: boolean;
}

/** What a tool answers: an object that fits its schema, or what is wrong with the question. */
export type ToolAnswer =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly problem: Problem };

/** A tool of MCP. None of them changes anything. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** What it is for, for a model that chooses. */
  readonly description: string;
  readonly input: Input;
  readonly output: z.ZodObject;
  /** @param baseUrl where whoever asks sees this installation, without a slash at the end */
  readonly answer: (input: z.output<Input>, sources: ToolSources, baseUrl: string) => Promise<ToolAnswer>;
}

function tool<Input extends z.ZodObject>(declared: Tool<Input>): Tool {
  return { ...declared, answer: (input, ...rest) => declared.answer(declared.input.parse(input), ...rest) };
}

function keysOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, ...string[]] {
  return items.map(keyOf) as [string, ...string[]];
}

const { range, from, to, interval, edition, weighting, of } = parametersSchema.shape;

/** How far back figures go unless more is asked for: a model pays for what it reads. */
export const shortRange = "90d";
const mostReleases = 50;

/** In the order in which they are listed. */
export const tools: readonly Tool[] = [
  tool({
    name: "search",
    title: "Search the site",
    description:
      "Finds pages, statistics, event types, fields, promises, settings and documentation by words. All words must be found; best first.",
    input: z.object({
      query: z.string().min(1).max(longestQuestion).describe("What is looked for, in English."),
    }),
    output: z.object({
      found: z.array(
        z.object({
          kind: z.enum(searchKinds).describe("What it is."),
          title: z.string(),
          about: z.string().describe("A sentence about it."),
          url: z.url(),
          markdown: z.url().nullable().describe("The same page as Markdown; null where it has no such form."),
        }),
      ),
    }),
    async answer({ query }, { search, isPage }, baseUrl) {
      const found = await search(query);
      return {
        ok: true,
        value: {
          found: found.map(({ kind, title, about, address }) => {
            const [path = ""] = address.split(/[?#]/);
            const markdown = isPage(path) ? baseUrl + markdownPath(path) : null;
            return { kind, title, about, url: baseUrl + address, markdown };
          }),
        },
      };
    },
  }),
  tool({
    name: "get_event_type",
    title: "Documentation of an event type",
    description:
      "What engines send with events of a type, field by field: meaning, purpose, class, and what is kept of it.",
    input: z.object({
      name: z.enum(keysOf(catalogue.types, ({ name }) => name)).describe("event_type on the wire."),
    }),
    output: eventTypeSchema,
    async answer({ name }, _, baseUrl) {
      const type = catalogue.find(name);
      if (type === undefined) return { ok: false, problem: problem("unknown_schema") };
      return { ok: true, value: describeEventType(type, baseUrl) };
    },
  }),
  tool({
    name: "get_statistic",
    title: "Published figures of a statistic",
    description:
      "The published figures of a statistic by period, each with its n, and with method, caveat, annotations, licence and how to cite them. A figure that is not there is withheld, or of nobody: which, is not told. Its fields object says what each field means.",
    input: z.object({
      key: z.enum(keysOf(statistics, ({ key }) => key)).describe("Which statistic."),
      range: range.describe(`How far back, from today. ${shortRange} unless given; from or to go before it.`),
      from: from.describe(viewDescriptions.from),
      to: to.describe(viewDescriptions.to),
      interval: interval.describe(viewDescriptions.interval),
      edition: edition.describe(viewDescriptions.edition),
      weighting: weighting.describe(viewDescriptions.weighting),
      of: of.describe(viewDescriptions.of),
      revision: z.int().min(0).max(999_999).optional().describe(viewDescriptions.revision),
    }),
    output: statisticJsonSchema,
    async answer({ key, revision, ...chosen }, sources, baseUrl) {
      const asked = await readAsked(sources, key, {
        range: shortRange,
        ...chosen,
        ...(revision === undefined ? {} : { revision: String(revision) }),
      });
      if (!asked.ok) {
        const { reason } = asked;
        const words = reason === "invalid_parameter" ? { message: asked.message } : {};
        return { ok: false, problem: problem(reason, words) };
      }
      const address = baseUrl + viewPath(asked.statistic, asked.reading.view);
      return { ok: true, value: { ...toJson(asked.reading, { address, baseUrl }) } };
    },
  }),
  tool({
    name: "list_releases",
    title: "Releases of the figures",
    description:
      "Releases, newest first: all published figures as files that never change, with a checksum that names every byte. The files of one are below its url.",
    input: z.object({
      limit: z.int().min(1).max(mostReleases).default(10).describe("How many."),
      after: z.string().max(20).optional().describe("Those before the release with this id."),
    }),
    output: releaseListSchema,
    async answer({ limit, after = null }, { releases }, baseUrl) {
      const list = await releases.list({ after, take: limit });
      return { ok: true, value: { releases: list.map((one) => releaseSummaryJson(one, baseUrl)) } };
    },
  }),
];
