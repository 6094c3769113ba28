import { z } from "zod";

const text = z.string();
const day = z.iso.date();

const weekSchema = z.tuple([day, z.int().min(0)]);

/** Columns of tables and classes of statistics: what programs that read releases rely on. */
export const formatSchema = z.object({
  /** Of each table its columns, as `name type`. */
  tables: z.record(z.string(), z.array(text)),
  /** Of each statistic its classes. */
  statistics: z.record(z.string(), z.array(text)),
  methodology: text,
});

export type ReleaseFormat = z.infer<typeof formatSchema>;

const changesSchema = z.object({
  /** Weeks that the release before had not. */
  added: z.array(day),
  /** Weeks whose figures are other, and why. */
  revised: z.array(z.object({ week: day, revision: z.int(), reason: text })),
  /** What of columns, classes and rules is other, in sentences. */
  format: z.array(text),
});

export type ReleaseChanges = z.infer<typeof changesSchema>;

/** What is said of a release without its files, as it is stored beside it and answered by the API. */
export const aboutSchema = z.object({
  weeks: z.array(weekSchema).min(1),
  format: formatSchema,
  /** Rows of the long table. */
  figures: z.int().min(0),
  /** n of each statistic in the last week, where it is published. */
  latest: z.record(z.string(), z.number()),
  files: z.int(),
  /** Of all files together. */
  bytes: z.number(),
  changes: changesSchema,
});

export type ReleaseAbout = z.infer<typeof aboutSchema>;
