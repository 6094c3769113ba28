import type { StoredPoints } from "../../statistics/count/readPoints";
import type { Statistic } from "../../statistics/declare/declare";
import type { Door } from "../../statistics/publish/door";
import type { Correction } from "../../statistics/read/readCorrections";
import type { ReleaseAbout } from "./about";

/** A published week, as a release has it. */
export interface ReleaseWeek {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly revision: number;
  /** ISO 8601. */
  readonly computedAt: string;
}

/** A week that was revised, with the figures that were published of it before. */
export interface RevisedWeek extends ReleaseWeek {
  readonly before: number;
}

/** Everything that a release is made of: the same gives the same bytes. */
export interface ReleaseSource {
  readonly id: string;
  readonly number: number;
  /** ISO 8601. */
  readonly publishedAt: string;
  /** Of the installation, without a slash at the end. */
  readonly baseUrl: string;
  readonly door: Door;
  readonly countAfterDays: number;
  readonly statistics: readonly Statistic[];
  /** In their newest published revision, oldest first; at least one. */
  readonly weeks: readonly ReleaseWeek[];
  /** Newest first. */
  readonly corrections: readonly Correction[];
  /** Oldest revision first. */
  readonly revised: readonly RevisedWeek[];
  /** The release before; null for the first. */
  readonly before: ReleaseAbout | null;
  /** Points of a statistic in the weeks from one first day to another. @throws Error for what cannot be read */
  readonly readPoints: (statistic: string, first: string, last: string) => Promise<StoredPoints>;
}
