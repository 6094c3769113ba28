import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { feeds } from "../releases/feeds/feeds";
import { erasureProofSchema } from "../releases/log/erasureProofJson";
import { mediaTypes } from "../releases/make/describe/resources";
import { releaseJsonSchema, releaseListSchema } from "../releases/releaseJson";
import { json, text } from "./answers";
import { faults, operation } from "./operation";

const tag = "Published statistics";

const id = z.string().meta({ description: "The id of a release, or `latest`.", example: "latest" });

const binary = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: { type: "string" as const, format: "binary" } } },
});

/** The operations that read releases, the log of them, and feeds. */
export function releasePaths(baseUrl: string): ZodOpenApiPathsObject {
  return {
    "/api/v1/releases": {
      get: operation({
        operationId: "listReleases",
        tag,
        summary: "List releases",
        description: "Every release of the published figures, newest first. A private installation has none.",
        found: { "200": json("The releases.", releaseListSchema, "ReleaseList") },
        problems: faults,
        shell: `curl ${baseUrl}/api/v1/releases`,
      }),
    },
    "/api/v1/releases/{id}": {
      get: operation({
        operationId: "readRelease",
        tag,
        summary: "Get a release",
        description:
          "What it has, what is other than in the release before, and its files with their checksums.",
        requestParams: { path: z.object({ id }) },
        found: { "200": json("The release.", releaseJsonSchema, "Release") },
        problems: ["unknown_release", ...faults],
        shell: `curl ${baseUrl}/api/v1/releases/latest`,
      }),
    },
    "/releases/{id}/{file}": {
      get: operation({
        operationId: "readReleaseFile",
        tag,
        summary: "Get a file of a release",
        description:
          "It never changes. Answers one range of bytes, too, so that Parquet is read without being fetched whole. With `.gz` behind its path it is a gzip file. Under `latest` it leads to the file of the newest release. `release.tlog-proof` is the proof that the release is in the log.",
        requestParams: {
          path: z.object({
            id,
            file: z
              .string()
              .meta({ description: "Its path, as the release lists it.", example: "figures.csv" }),
          }),
        },
        found: {
          "200": text("The file.", Object.values(mediaTypes)),
          "206": text("The range of bytes that was asked for.", Object.values(mediaTypes)),
          "304": { description: "The file is the one that If-None-Match names." },
          "307": { description: "The way to the file of the newest release." },
        },
        problems: ["unknown_release", "unknown_log_part", "unsatisfiable_range", ...faults],
        shell: `curl -fsSLO ${baseUrl}/releases/latest/figures.csv`,
      }),
    },
    "/log/checkpoint": {
      get: operation({
        operationId: "readLogCheckpoint",
        tag,
        summary: "Get the checkpoint of the log",
        description:
          "How many entries the transparency log has and the root of its tree, signed (C2SP tlog-checkpoint). Anyone who keeps one sees whether the past is ever rewritten.",
        found: { "200": text("The signed checkpoint.", ["text/plain"]) },
        problems: ["unknown_log_part", ...faults],
        shell: `curl ${baseUrl}/log/checkpoint`,
      }),
    },
    "/log/tile/{tile}": {
      get: operation({
        operationId: "readLogTile",
        tag,
        summary: "Get a tile of the log",
        description:
          "Hashes of the tree (`0/000`, or `0/000.p/5` while there are only so many), or entries (`entries/000.p/5`), as C2SP tlog-tiles has them. It never changes.",
        requestParams: {
          path: z.object({
            tile: z.string().meta({ description: "Level and index.", example: "0/000.p/1" }),
          }),
        },
        found: { "200": binary("The tile.", "application/octet-stream") },
        problems: ["unknown_log_part", ...faults],
        shell: `curl -fsSO ${baseUrl}/log/tile/entries/000.p/1`,
      }),
    },
    "/api/v1/erasures/{id}/proof": {
      get: operation({
        operationId: "readErasureProof",
        tag: "Looking at one instance",
        summary: "Get the proof of a deletion",
        description:
          "That the transparency log has the receipt of a completed deletion: from the day after on, where figures are published.",
        requestParams: {
          path: z.object({ id: z.string().meta({ description: "Identifier of a receipt." }) }),
        },
        found: { "200": json("The proof.", erasureProofSchema, "ErasureProof") },
        problems: ["unknown_receipt", ...faults],
        shell: `curl ${baseUrl}/api/v1/erasures/$RECEIPT/proof`,
      }),
    },
    "/feeds/{feed}.atom": {
      get: operation({
        operationId: "readFeed",
        tag,
        summary: "Get a feed",
        description: Object.entries(feeds)
          .map(([name, { subtitle }]) => `\`${name}\`: ${subtitle}`)
          .join(" "),
        requestParams: {
          path: z.object({
            feed: z
              .enum(Object.keys(feeds) as [string, ...string[]])
              .meta({ description: "Which.", example: "all" }),
          }),
        },
        found: { "200": text("The feed.", ["application/atom+xml"]) },
        problems: faults,
        shell: `curl ${baseUrl}/feeds/all.atom`,
      }),
    },
  };
}
