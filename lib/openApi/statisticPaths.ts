import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from "zod-openapi";
import { errorObject, refuse } from "../ingest/refusal";
import { statistics } from "../statistics/declared/statistics";
import { codeLines } from "../statistics/export/codeLines";
import { viewDescriptions } from "../statistics/export/describeView";
import { statisticJsonSchema, statisticListSchema } from "../statistics/export/statisticJson";
import { toCsv } from "../statistics/export/toCsv";
import { toJson } from "../statistics/export/toJson";
import { toListJson } from "../statistics/export/toListJson";
import { parametersSchema, viewPath } from "../statistics/view/view";
import { errorSchema } from "./answers";
import { exampleReading } from "./statisticExample";

const tags = ["Published statistics"];

const parameterNames = Object.keys(parametersSchema.shape) as (keyof typeof parametersSchema.shape)[];

const query = z.object(
  Object.fromEntries(
    parameterNames.map((name) => [
      name,
      parametersSchema.shape[name].meta({ description: viewDescriptions[name] }),
    ]),
  ),
);

const path = z.object({
  key: z.enum(statistics.map(({ key }) => key) as [string, ...string[]]).meta({
    description: "The key of a statistic.",
    example: exampleReading.statistic.key,
  }),
});

const etag = {
  description: "Names this state of the figures; sent back as If-None-Match, it spares the body.",
  schema: { type: "string" as const },
};

/** The operations that read published statistics. */
export function statisticPaths(baseUrl: string): ZodOpenApiPathsObject {
  const { statistic, view } = exampleReading;
  const address = baseUrl + viewPath(statistic, view);
  const addresses = { address, baseUrl };
  const json = answer("The figures.", "application/json", {
    schema: statisticJsonSchema,
    example: toJson(exampleReading, addresses),
  });
  const jsonText =
    "Every period of the range with the numbers of its classes, n, what was folded into Other and why, the method, the licence and what every field means.";
  return {
    "/api/v1/statistics": {
      get: {
        operationId: "listStatistics",
        tags,
        summary: "Every statistic",
        description: "Their questions and classes, and where their figures are.",
        responses: {
          "200": answer("The statistics.", "application/json", {
            schema: statisticListSchema,
            example: toListJson([statistic], { baseUrl }),
          }),
          "304": unchanged,
        },
        "x-codeSamples": [curl(`${baseUrl}/api/v1/statistics`)],
      },
    },
    "/api/v1/statistics/{key}": {
      get: {
        ...reading("readStatistic", "The figures of a statistic", jsonText, json),
        "x-codeSamples": [curl(`${baseUrl}/api/v1/statistics/${statistic.key}?range=90d`)],
      },
    },
    "/statistics/{key}.json": {
      get: {
        ...reading("readStatisticJson", "The same, beside its page", jsonText, json),
        "x-codeSamples": [curl(`${baseUrl}/statistics/${statistic.key}.json?range=90d`)],
      },
    },
    "/statistics/{key}.csv": {
      get: {
        ...reading(
          "readStatisticCsv",
          "The figures as a table",
          "RFC 4180, UTF-8, a row for each period and class. Lines before the header begin with `#` and give source, licence, methodology and the meaning of the columns. Text that a spreadsheet would take for a formula begins with an apostrophe.",
          answer("The table.", "text/csv", {
            schema: { type: "string" },
            example: toCsv(exampleReading, addresses),
          }),
        ),
        "x-codeSamples": codeLines(exampleReading, baseUrl).map(({ language, code }) => ({
          lang: language === "curl" ? "Shell" : language,
          label: language,
          source: code,
        })),
      },
    },
    "/statistics/{key}.svg": {
      get: {
        ...reading(
          "drawStatistic",
          "A picture of the figures",
          "For a README or a slide; follows the reader's light or dark theme and may be shown on any page.",
          answer("The picture.", "image/svg+xml", { schema: { type: "string" } }),
        ),
        "x-codeSamples": [curl(`${baseUrl}/statistics/${statistic.key}.svg?range=90d`)],
      },
    },
  };
}

function reading(
  operationId: string,
  summary: string,
  description: string,
  found: ZodOpenApiResponseObject,
): ZodOpenApiOperationObject {
  return {
    operationId,
    tags,
    summary,
    description,
    requestParams: { path, query },
    responses: { "200": found, "304": unchanged, "400": wrongParameter, "404": unknownStatistic },
  };
}

function answer(
  description: string,
  type: "application/json" | "text/csv" | "image/svg+xml",
  media: NonNullable<ZodOpenApiResponseObject["content"]>[string],
): ZodOpenApiResponseObject {
  return { description, headers: { ETag: etag }, content: { [type]: media } };
}

const unchanged: ZodOpenApiResponseObject = {
  description: "The figures are those that If-None-Match names.",
  headers: { ETag: etag },
};

const wrongParameter = refused("invalid_request", "range must be one of 30d, 90d, 1y, all, custom");
const unknownStatistic = refused("unknown_call", "No statistic has this key");

function refused(reason: "invalid_request" | "unknown_call", message: string): ZodOpenApiResponseObject {
  return {
    description:
      reason === "unknown_call" ? `${message}.` : "A parameter cannot be used; the message says which.",
    content: {
      "application/json": { schema: errorSchema, example: errorObject(refuse(reason, { message })) },
    },
  };
}

function curl(address: string) {
  return { lang: "Shell", label: "curl", source: `curl '${address}'` };
}
