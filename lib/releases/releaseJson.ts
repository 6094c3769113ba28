import { z } from "zod";
import type { Release, ReleaseFile } from "./store/releases";

const about = <Schema extends z.ZodType>(schema: Schema, description: string) => schema.describe(description);

const summary = {
  id: about(z.string(), "Its day, with a number from the second of a day on."),
  number: about(z.int(), "1, 2, 3 …"),
  publishedAt: about(z.iso.datetime(), "When it was published."),
  weeks: about(z.int(), "How many weeks it has."),
  firstWeek: about(z.iso.date(), "First day of its first week."),
  lastWeek: about(z.iso.date(), "First day of its last week."),
  figures: about(z.int(), "Rows of its long table."),
  bytes: about(z.number(), "Of all its files together."),
  sums: about(z.string(), "SHA-256 of its SHA256SUMS: names every byte of it. The log has it."),
  url: about(z.url(), "Its page; its files are below."),
};

const changes = z
  .object({
    added: about(z.array(z.iso.date()), "Weeks that the release before had not."),
    revised: about(
      z.array(z.object({ week: z.iso.date(), revision: z.int(), reason: z.string() })),
      "Weeks whose figures are other, and why.",
    ),
    format: about(z.array(z.string()), "What of columns, classes and rules is other."),
  })
  .describe("What is other than in the release before.");

/** A release, as `/api/v1/releases/{id}` answers it. */
export const releaseJsonSchema = z.object({
  ...summary,
  latest: about(
    z.record(z.string(), z.number()),
    "n of each statistic in the last week, where it is published.",
  ),
  changes,
  files: about(
    z.array(
      z.object({
        path: z.string(),
        size: about(z.number(), "In bytes."),
        sha256: z.string(),
        url: z.url(),
      }),
    ),
    "Its files: each stays as it is.",
  ),
});

/** Every release, as `/api/v1/releases` answers it. */
export const releaseListSchema = z.object({ releases: about(z.array(z.object(summary)), "Newest first.") });

/** @param baseUrl of this installation, without a slash at the end */
export function releaseSummaryJson({ id, number, publishedAt, about: said, sums }: Release, baseUrl: string) {
  return {
    ...{ id, number, publishedAt },
    weeks: said.weeks.length,
    firstWeek: said.weeks[0]?.[0] ?? "",
    lastWeek: said.weeks.at(-1)?.[0] ?? "",
    figures: said.figures,
    bytes: said.bytes,
    sums,
    url: `${baseUrl}/releases/${id}`,
  };
}

export function releaseJson(
  release: Release,
  files: readonly ReleaseFile[],
  baseUrl: string,
): z.infer<typeof releaseJsonSchema> {
  const of = releaseSummaryJson(release, baseUrl);
  return {
    ...of,
    latest: release.about.latest,
    changes: release.about.changes,
    files: files.map(({ path, size, hash }) => ({ path, size, sha256: hash, url: `${of.url}/${path}` })),
  };
}
