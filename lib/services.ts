import type { Logger } from "pino";
import type { Database } from "./database/types";
import type { HandleForAll } from "./front/keptPages/makeForAll";
import type { ReadPage } from "./front/keptPages/readPage";
import type { HealthReading } from "./health/readHealth";
import type { NoteFailure } from "./http/failureLog";
import type { FormTokens } from "./http/formToken";
import type { Sessions } from "./http/sessions";
import type { IngestSide } from "./ingest/ingestSide";
import type { Receive } from "./ingest/receive";
import type { Instances } from "./instances/instances";
import type { Jobs } from "./jobs/startJobs";
import type { Measured } from "./metrics/metric";
import type { Organizations } from "./organizations/openOrganizations";
import type { RelayView } from "./relay/relayView";
import type { Log } from "./releases/log/log";
import type { Published } from "./releases/openReleases";
import type { CorrectionInFull } from "./releases/readCorrection";
import type { Releases } from "./releases/store/releases";
import type { EndedSessions } from "./sessions/endedSessions";
import type { Settings } from "./settings/settings";
import type { Publication } from "./statistics/publish/publication";
import type { CorrectionParts, Corrections } from "./statistics/read/readCorrections";
import type { StatisticReading, View } from "./statistics/view/reading";
import type { EventTypeUseReading } from "./status/readEventTypeUse";
import type { ExampleReading, OverviewReading } from "./status/readOverview";
import type { SpoolReading } from "./status/readSpool";
import type { StatusReading } from "./status/readStatus";
import type { Version } from "./status/readVersion";

/** Everything that pages are made of, made once for a process. */
export interface Services {
  readonly settings: Settings;
  /** How statistics are counted and published here. */
  readonly publication: Publication;
  readonly database: Database;
  /** The side that answers engines, in this process or beside it. */
  readonly ingest: IngestSide;
  /** Answers ingest's calls where Next gets them; null for every call where the process in front of it does. */
  readonly receive: Receive;
  /**
   * Name of the header in which the process in front of Next hands on the client's address as limits count it: random,
   * so that nobody can send it. It is only ever counted in memory.
   */
  readonly clientAddressHeader: string;
  /** Makes the answers that the process in front keeps for all readers; null where there is no such process. */
  readonly makeForAll: HandleForAll | null;
  /** Reads a page of this service, for whoever makes something else of it. */
  readonly readPage: ReadPage;
  /** Which revision of the published figures pages are made of. */
  readonly readFiguresRevision: () => Promise<string>;
  /** What browsers carry for us. */
  readonly sessions: Sessions;
  /** Which of them ended before their time. */
  readonly endedSessions: EndedSessions;
  /** What proves that a form is one of our own pages'. */
  readonly formTokens: FormTokens;
  /** Everything that is done for whoever knows an instance's ID. */
  readonly instances: Instances;
  /** Organizations of the paid editions, support and the operator. */
  readonly organizations: Organizations;
  /** What pages need of a relay; null where this service is none. */
  readonly relay: RelayView | null;
  /** What repeats. */
  readonly jobs: Jobs;
  readonly log: Logger;
  /** Writes of a fault into the log what a log may say of it. */
  readonly reportFault: (error: unknown, what: string) => void;
  /** Writes down that somebody could not sign in, or was held up: where, and nothing of what was typed. */
  readonly noteFailure: NoteFailure;
  /** Which version, build, schema and catalogue this is. */
  readonly readVersion: () => Version;
  /** Bytes that a browser fetches to ask at `/query`; null where nothing is built. */
  readonly readEngineBytes: () => number | null;
  /** What this side counted of itself, for `/metrics`. */
  readonly measure: () => readonly Measured[];
  /** What arrived: of a private installation, for it adds up everything. */
  readonly readOverview: () => Promise<OverviewReading>;
  readonly readExamples: () => Promise<ExampleReading>;
  readonly readEventTypeUse: () => Promise<EventTypeUseReading>;
  /** What of the published figures was corrected, is held, or is excluded. */
  readonly readCorrections: (parts?: CorrectionParts) => Promise<Corrections>;
  /** Everything that was published, as it was. */
  readonly releases: Releases;
  /** The transparency log, and its key in one line; null where nothing is published. */
  readonly publicLog: Log & Pick<Published, "proveErasure"> & { readonly key: string | null };
  /** A correction with every figure that it changed; null where there is none of that number. */
  readonly readCorrection: (revision: number) => Promise<CorrectionInFull | null>;
  readonly readStatus: () => Promise<StatusReading>;
  /** How the service is, for the operator alone. */
  readonly readHealth: () => Promise<HealthReading>;
  /** What waits on the disk for the database, as everybody may see it; null where that is switched off. */
  readonly readSpool: () => SpoolReading | null;
  /** A published statistic in a view; rejects with a RangeError for a key that is not declared. */
  readonly readStatistic: (key: string, view: View) => Promise<StatisticReading>;
  /** Brings the points of closed periods up to date now, instead of at the next turn of the job. */
  readonly materialiseStatistics: (onProgress?: (done: number, all: number) => void) => Promise<void>;
  /** Ends what runs and closes the database; where ingest is in this process, it answers what waits. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Where the services are. Next bundles instrumentation and pages apart, so a module variable would not be shared; and
 * this file imports types only, so that pages do not carry the database's code.
 */
export const servicesKey = Symbol.for("dblab-telemetry.services");
export const servicesSlot = globalThis as unknown as { [servicesKey]?: Promise<Services> };

/** The services that `openServices` opened. */
export function getServices(): Promise<Services> {
  const services = servicesSlot[servicesKey];
  if (services === undefined) throw new Error("The services are not open: instrumentation.ts has not run");
  return services;
}
