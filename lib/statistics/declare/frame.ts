import { z } from "zod";

/**
 * What statistics read of an engine's latest `engine_started`. Ingest has checked every field, and still nothing is
 * taken for granted: a row that does not fit is skipped and counted instead of stopping everything.
 */
export const attributesSchema = z.object({
  engine_version: z.string(),
  db_version: z.string(),
  pools: z.object({
    fs_type: z.string(),
    number: z.number(),
    total_size: z.number(),
    total_used: z.number(),
  }),
  restore: z.object({
    mode: z.string(),
    refreshing: z.string(),
    jobs: z.array(z.string()).nullable(),
  }),
  /** Sent since engine 3.4. */
  system: z.object({ cpu: z.number(), total_memory: z.number() }).nullish(),
});

/** A quarter of a year, as statistics look back on it: thirteen weeks, so that every weekday is in it as often. */
export const quarterDays = 91;

export type Attributes = z.output<typeof attributesSchema>;

/** So far back habits are looked for: four weeks, so that no figure is of a single day. */
export const habitDays = 28;

/** A build that an instance started with, as engines report it, and the first and the last day on which it did. */
export interface BuildRun {
  readonly version: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** One counted instance in one period. */
export interface Frame {
  /** Its key among members of groups. */
  readonly member: bigint;
  /** True where it counts now and did not by the day that was asked for. */
  readonly isNew: boolean;
  readonly edition: string;
  /** Of its latest start up to the end of the period. */
  readonly attributes: Attributes;
  /** True when it sent an event in the period itself; the windows of active instances reach further back. */
  readonly isActive: boolean;
  /** The first day after the period. */
  readonly end: string;
  /** The first and the last day on which it sent an event, up to the end of the period. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** The last day on which it sent one before the last `quarterDays`; null where there is none. */
  readonly lastDayBefore: string | null;
  /** Of its latest start before the last `quarterDays`; null without one, and where it did not start since. */
  readonly attributesBefore: Attributes | null;
  /** The builds that it started with up to the end of the period, in the order in which they came. */
  readonly builds: readonly BuildRun[];
  /** True where it is followed; where it is not, what stands from here up to `mostClones` says nothing. */
  readonly isFollowed: boolean;
  /** On how many days of each weekday (1 is Monday) it made or reset clones, within `habitDays` before the period's end. */
  readonly cloneWeekdays: ReadonlyMap<number, number>;
  /** Snapshots within `habitDays` before the period's end. */
  readonly snapshots: number;
  /** Starts in the period that came after a stop, and those after another start; null without either. */
  readonly restarts: { readonly clean: number; readonly unclean: number } | null;
  /** Clones that were destroyed in the period, by band of how long they had lived: see `cloneLives`. */
  readonly cloneLives: ReadonlyMap<string, number>;
  /** Branches that were: see `branchLives`. */
  readonly branchLives: ReadonlyMap<string, number>;
  /** Its clones when it had most in the period. */
  readonly mostClones: number;
  /** Events in the period, by event type. */
  readonly events: ReadonlyMap<string, number>;
  /** Events in the period by a value they carry: `field`, then value. See `valueFields`. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** What it sent in the period that is not in the catalogue: see `writeUnknownName`. */
  readonly unknownNames: readonly string[];
  /** Clones in the period by bucket of their clone time. */
  readonly cloneTimes: ReadonlyMap<number, number>;
}
