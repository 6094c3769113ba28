import type { StatisticReading } from "@/lib/statistics/view/reading";
import type { Course } from "../charts/sparkline";
import type { EventsPerDay } from "../charts/stack-event-types";

/** The statistics that the overview shows something of, by what they are about. */
export interface HeadlineReadings {
  readonly activeInstances: StatisticReading;
  readonly cloneTimes: StatisticReading;
  readonly engineVersions: StatisticReading;
  readonly fileSystems: StatisticReading;
  readonly restoreModes: StatisticReading;
}

/** Events over some days, and how many there are; `note` says of what. */
export interface ArrivedEvents {
  /** Null where too few instances sent them to publish how many. */
  readonly total: number | null;
  readonly note: string;
  /** Where there is more about them. */
  readonly href: string;
  /** The same over time. */
  readonly course: Course | null;
  /** Null where figures are published: those are of weeks. */
  readonly perDay: EventsPerDay | null;
}

/** Everything the overview shows. Days are UTC; nothing here counts the example instances. */
export interface OverviewData {
  /** ISO time at which the numbers were read. */
  readonly computedAt: string;
  readonly headlines: HeadlineReadings;
  readonly events: ArrivedEvents;
  /** Events of the documentation's example instances: kept and shown, never counted. */
  readonly exampleEvents: number;
  /** True without a PUBLIC_URL. */
  readonly isPrivate: boolean;
}
