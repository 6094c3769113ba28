import { z } from "zod";

/** Distribution of clone times: each bucket with the instances whose median lies in it, and with all clones. */
export const timeDetailsSchema = z.object({
  /** Bucket, instances whose median is in it. */
  medians: z.array(z.tuple([z.int(), z.int()])),
  /** Bucket, clones in it, instances that made them. */
  clones: z.array(z.tuple([z.int(), z.int(), z.int()])),
});

export type TimeDetails = z.output<typeof timeDetailsSchema>;

/** A class of a statistic in a period and an edition, as counted: never published as it is. */
export interface Point {
  readonly statistic: string;
  readonly edition: string;
  readonly class: string;
  readonly instances: number;
  readonly events: number;
  readonly details: TimeDetails | null;
}

/** The pseudo class that counts the instances a `multi` statistic asked. */
export const askedClass = "asked";
