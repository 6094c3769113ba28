import type { Database } from "../database/types";
import type { ShareFailure } from "../http/failureBudgets";
import { createGuessLimit } from "../http/failureLimit";
import type { Pseudonyms } from "../settings/pseudonyms";
import type { Statistic } from "../statistics/declare/declare";
import type { Publication } from "../statistics/publish/publication";
import type { StatisticReader } from "../statistics/read/statisticReader";
import { compare } from "./compare/compare";
import { readCountedIn } from "./compare/readCountedIn";
import type { Comparison, CountedIn } from "./compare/types";
import { eraseInstance } from "./erasure/eraseInstance";
import { type ErasureReceipt, readReceipt } from "./erasure/receipt";
import { type Undone, undoErasureById } from "./erasure/undoErasure";
import { type ExportForm, exportInstance } from "./export/exportInstance";
import type { InstanceHistory } from "./history/history";
import { readHistory } from "./history/readHistory";
import { createLiveEvents, type LiveEvents } from "./live/liveEvents";
import {
  createLookUp,
  findInstance,
  guess,
  type LookUp,
  lookUpFailures,
  type Missed,
  type OpenInstance,
  readTypedId,
} from "./lookUp/lookUp";
import type { InstanceNow } from "./now/instanceNow";
import { readNow } from "./now/readNow";
import { readTimeline } from "./timeline/readTimeline";
import type { TimelinePage, TimelineQuery } from "./timeline/types";

/** What an undo came to. */
export type Undo = Undone | Missed;

/** Everything that is done for whoever knows an instance's ID. */
export interface Instances {
  readonly live: LiveEvents;
  /** By what somebody typed; limited. */
  lookUp(text: string, client: string | null): Promise<LookUp>;
  /** By an ID out of a session; null for unknown, erased and malformed ones. */
  find(instanceId: string): Promise<OpenInstance | null>;
  /** The key under which a session's ID may appear one day. */
  keyOf(instanceId: string): string;
  /** Null where nothing is stored of it any more. */
  readNow(instance: OpenInstance): Promise<InstanceNow | null>;
  readTimeline(instance: OpenInstance, query: TimelineQuery): Promise<TimelinePage>;
  readHistory(instance: OpenInstance): Promise<InstanceHistory>;
  compare(instance: OpenInstance): Promise<readonly Comparison[]>;
  readCountedIn(instance: OpenInstance): Promise<readonly CountedIn[]>;
  exportAs(instance: OpenInstance, form: ExportForm): AsyncGenerator<string>;
  /** Null where there is nothing to erase: the examples belong to nobody and cannot be erased. */
  erase(instance: OpenInstance, options: { readonly refuseEvents: boolean }): Promise<ErasureReceipt | null>;
  /** By what somebody typed; failures count like those of a look-up, and are answered at the same time. */
  undo(text: string, client: string | null): Promise<Undo>;
  /** For who erased an instance, or undid that, by other means: ingest and the figures know of it at once. */
  erasuresChanged(): Promise<void>;
  readReceipt(id: string): Promise<ErasureReceipt | null>;
  close(): void;
}

/** What instances need of the side that answers engines. */
interface Ingesting {
  changed(what: "erasures"): Promise<void>;
  settle(): Promise<void>;
  watch(key: string, isWatched: boolean): void;
  onStored(listener: (keys: Iterable<string>) => void): void;
}

interface InstancesOptions {
  readonly ingest: Ingesting;
  readonly pseudonyms: Pseudonyms;
  readonly statistics: readonly Statistic[];
  readonly statisticReader: StatisticReader;
  readonly publication: Publication;
  readonly retentionDays: number;
  /** See `PUBLIC_URL`; for the links of an export. */
  readonly publicUrl: string | undefined;
  readonly now?: () => Date;
  /** Has failures count in all processes. */
  readonly shareFailures?: (limit: string) => ShareFailure;
  readonly onError: (error: unknown, what: string) => void;
}

/** Opens the services of instances. */
export function openInstances(database: Database, options: InstancesOptions): Instances {
  const { pseudonyms, statisticReader, ingest, now = () => new Date(), onError } = options;
  const limit = createGuessLimit(lookUpFailures, undefined, options.shareFailures?.("look-up"));
  const live = createLiveEvents(database, {
    now,
    onWatch: ingest.watch,
    onError: (error) => onError(error, "live events could not be read"),
  });
  ingest.onStored(live.wake);
  const readStatistic = statisticReader.read;
  const figures = { ...options, readStatistic, now };
  const erasuresChanged = async () => {
    await ingest.changed("erasures");
    statisticReader.refresh();
  };

  /** Whoever looks sees what was acknowledged before counted, too. */
  const settled =
    <Asked extends readonly unknown[], Found>(read: (...asked: Asked) => Promise<Found>) =>
    async (...asked: Asked): Promise<Found> => {
      await ingest.settle();
      return read(...asked);
    };

  return {
    live,
    lookUp: settled(createLookUp({ database, pseudonyms, limit })),
    find: settled((instanceId: string) => findInstance({ database, pseudonyms }, instanceId)),
    keyOf: pseudonyms.lookUpKey,
    readNow: settled(({ key, isExample }: OpenInstance) =>
      readNow(database, key, { isExample, readStatistic, now }),
    ),
    readTimeline: settled(({ key }: OpenInstance, query: TimelineQuery) =>
      readTimeline(database, key, query),
    ),
    readHistory: settled(({ key }: OpenInstance) => readHistory(database, key, now())),
    compare: settled(({ key }: OpenInstance) => compare(database, key, figures)),
    readCountedIn: settled(({ key, isExample }: OpenInstance) =>
      readCountedIn(database, key, { ...figures, isExample }),
    ),
    async *exportAs({ instanceId, key, isExample }, form) {
      await ingest.settle();
      yield* exportInstance(database, key, {
        form,
        instanceId,
        isExample,
        now: now(),
        retentionDays: options.retentionDays,
        ...(options.publicUrl === undefined ? {} : { baseUrl: options.publicUrl }),
      });
    },
    async erase({ key, isExample }, { refuseEvents }) {
      if (isExample) return null;
      const receipt = await eraseInstance({ database, now: now() }, { key, refuseEvents });
      await erasuresChanged();
      return receipt;
    },
    async undo(text, client) {
      const key = pseudonyms.lookUpKey(readTypedId(text));
      const undo = () => undoErasureById({ database, now: now() }, { key });
      const guessed = await guess({ limit }, client, undo);
      if (guessed.kind !== "found") return guessed;
      await erasuresChanged();
      return guessed.found;
    },
    erasuresChanged,
    readReceipt: (id) => readReceipt({ database }, { id }),
    close: () => live.close(),
  };
}
