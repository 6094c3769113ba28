import { z } from "zod";
import { readMembers, writeMembers } from "./members";

/** The key of a group as it is stored. */
export const membersSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .transform(readMembers);

/** Distribution of clone times, as it is stored. */
export const timeDetailsSchema = z.object({
  /** Bucket, instances whose median is in it, their key. */
  medians: z.array(z.tuple([z.int(), z.int(), membersSchema])),
  /** Bucket, clones in it. */
  clones: z.array(z.tuple([z.int(), z.int()])),
  /** Leaf (see timeLeaves), instances that made clones in it, their key. */
  leaves: z.array(z.tuple([z.int(), z.int(), membersSchema])),
});

export type TimeDetails = z.output<typeof timeDetailsSchema>;

/** What `timeDetailsSchema` reads. */
export function writeDetails({ medians, clones, leaves }: TimeDetails): z.input<typeof timeDetailsSchema> {
  const written = (rows: TimeDetails["medians"]) =>
    rows.map(([place, instances, key]): [number, number, string] => [place, instances, writeMembers(key)]);
  return { medians: written(medians), clones, leaves: written(leaves) };
}

/** A class of a statistic in a period and an edition, as counted: never published as it is. */
export interface Point {
  readonly statistic: string;
  readonly edition: string;
  readonly class: string;
  readonly instances: number;
  /** The sum of their keys. */
  readonly members: bigint;
  readonly events: number;
  /** What the instance with the most events contributed. */
  readonly largest: number;
  readonly details: TimeDetails | null;
}

/** The pseudo class that counts the instances a `multi` statistic asked. */
export const askedClass = "asked";
