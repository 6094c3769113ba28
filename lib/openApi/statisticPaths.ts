import { z } from "zod";
import type { ZodOpenApiMediaTypeObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from "zod-openapi";
import { statistics } from "../statistics/declared/statistics";
import { codeLines } from "../statistics/export/codeLines";
import { viewDescriptions } from "../statistics/export/describeView";
import { statisticJsonSchema, statisticListSchema } from "../statistics/export/statisticJson";
import { toCsv } from "../statistics/export/toCsv";
import { toJson } from "../statistics/export/toJson";
import { toListJson } from "../statistics/export/toListJson";
import { pngSize } from "../statistics/picture/drawStatistic";
import { parametersSchema, viewPath } from "../statistics/view/view";
import { type Described, faults, operation } from "./operation";
import { exampleReading } from "./statisticExample";

const tag = "Published statistics";

const parameterNames = Object.keys(parametersSchema.shape) as (keyof typeof parametersSchema.shape)[];

const query = z.object(
  Object.fromEntries(
    parameterNames.map((name) => [
      name,
      parametersSchema.shape[name].meta({ description: viewDescriptions[name] }),
    ]),
  ),
);

const csvQuery = query.extend({
  for: z.literal("excel").optional().meta({
    description: "With a byte order mark, and without the lines before the header.",
  }),
});

const keyPath = z.object({
  key: z.enum(statistics.map(({ key }) => key) as [string, ...string[]]).meta({
    description: "The key of a statistic.",
    example: exampleReading.statistic.key,
  }),
});

const etag = {
  description: "Names this state of the figures; sent back as If-None-Match, it spares the body.",
  schema: { type: "string" as const },
};

const jsonText =
  "Every period of the range with the numbers of its classes, n, what the published classes leave of n as Other, the method, the licence and what every field means.";

/** The operations that read published statistics. */
export function statisticPaths(baseUrl: string): ZodOpenApiPathsObject {
  const { statistic, view } = exampleReading;
  const addresses = { address: baseUrl + viewPath(statistic, view), baseUrl };
  const json = answer("The figures.", "application/json", {
    schema: statisticJsonSchema,
    example: toJson(exampleReading, addresses),
  });
  const read = (path: string, described: Partial<Described> & Pick<Described, "operationId">) => ({
    [path]: {
      get: operation({
        tag,
        requestParams: { path: keyPath, query },
        found: { "200": json, "304": unchanged },
        problems: ["invalid_parameter", "unknown_statistic", ...faults],
        shell: `curl '${baseUrl}${path.replace("{key}", statistic.key)}?range=90d'`,
        ...described,
      }),
    },
  });
  return {
    "/api/v1/statistics": {
      get: operation({
        operationId: "listStatistics",
        tag,
        summary: "List statistics",
        description: "Their questions and classes, and where their figures are.",
        found: {
          "200": answer("The statistics.", "application/json", {
            schema: statisticListSchema,
            example: toListJson([statistic], { baseUrl }),
          }),
          "304": unchanged,
        },
        problems: [],
        shell: `curl '${baseUrl}/api/v1/statistics'`,
      }),
    },
    ...read("/api/v1/statistics/{key}", {
      operationId: "readStatistic",
      summary: "Get the figures of a statistic",
      description: jsonText,
    }),
    ...read("/statistics/{key}.json", {
      operationId: "readStatisticJson",
      summary: "Get the figures as JSON",
      description: jsonText,
    }),
    ...read("/statistics/{key}.csv", {
      operationId: "readStatisticCsv",
      summary: "Get the figures as CSV",
      requestParams: { path: keyPath, query: csvQuery },
      description:
        "RFC 4180, UTF-8, a row for each period and class. Lines before the header begin with `#` and give source, licence, methodology and the meaning of the columns. Text that a spreadsheet would take for a formula begins with an apostrophe.",
      found: {
        "200": answer("The table.", "text/csv", {
          schema: { type: "string" },
          example: toCsv(exampleReading, addresses),
        }),
        "304": unchanged,
      },
      "x-codeSamples": codeLines(exampleReading, baseUrl).map(({ language, code }) => ({
        lang: language === "curl" ? "Shell" : language,
        label: language,
        source: code,
      })),
    }),
    ...read("/statistics/{key}.svg", {
      operationId: "drawStatistic",
      summary: "Get the chart as SVG",
      description:
        "For a README or a slide; follows the reader's light or dark theme and may be shown on any page.",
      found: {
        "200": answer("The picture.", "image/svg+xml", { schema: { type: "string" } }),
        "304": unchanged,
      },
    }),
    ...read("/statistics/{key}.png", {
      operationId: "drawStatisticPng",
      summary: "Get the chart as PNG",
      description: `${pngSize.width} × ${pngSize.height} pixels, light, for where an SVG is not shown, as beside a link.`,
      problems: ["invalid_parameter", "unknown_statistic", "too_many_pictures", ...faults],
      found: {
        "200": answer("The picture.", "image/png", { schema: { type: "string", format: "binary" } }),
        "304": unchanged,
      },
    }),
  };
}

function answer(
  description: string,
  type: "application/json" | "text/csv" | "image/svg+xml" | "image/png",
  media: ZodOpenApiMediaTypeObject,
): ZodOpenApiResponseObject {
  return { description, headers: { ETag: etag }, content: { [type]: media } };
}

const unchanged: ZodOpenApiResponseObject = {
  description: "The figures are those that If-None-Match names.",
  headers: { ETag: etag },
};
