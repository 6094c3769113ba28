import { createCache } from "../../caching/cache";
import { refreshed } from "../../caching/refreshed";
import { shared } from "../../caching/shared";
import { isAway } from "../../database/errors";
import type { Database } from "../../database/types";
import { dayOf, type Interval } from "../../words/period";
import { firstDayCounted } from "../count/closing";
import { computeLive, type Looking, livePauseFactor } from "../count/livePeriods";
import {
  readPeriods,
  readPoints,
  readStamp,
  type StoredPeriod,
  type StoredPoints,
} from "../count/readPoints";
import type { Statistic } from "../declare/declare";
import type { Publication } from "../publish/publication";
import type { StatisticReading, View } from "../view/reading";
import { countedIntervalOf, viewPath } from "../view/view";
import { composeReading } from "./composeReading";

interface ReaderOptions {
  readonly statistics: readonly Statistic[];
  readonly publication: Publication;
  readonly now?: () => Date;
  readonly onError?: (error: unknown) => void;
}

const stampForMs = 2_000;
const liveLeastPauseMs = 3_000;

/** Readings of the same figures that are kept, one for each view that is looked at. */
const maximumReadings = 500;

/** Reads published statistics. */
export interface StatisticReader {
  /**
   * A statistic in a view. Points of closed periods are read once and kept until they change; what is open, on a private
   * installation, is counted every few seconds for everybody.
   * @throws RangeError for a key that is not declared
   */
  read(key: string, view: View): Promise<StatisticReading>;
  /** What every reading of published figures is made of from now on, as a word that changes with it. */
  readRevision(): Promise<string>;
  /** Counts the open periods now, for whoever cannot wait. */
  refresh(): void;
}

interface Stored {
  readonly stamp: string;
  readonly counted: Promise<{ readonly periods: readonly StoredPeriod[]; readonly points: StoredPoints }>;
}

export function createStatisticReader(database: Database, options: ReaderOptions): StatisticReader {
  const { statistics, publication, now = () => new Date(), onError = () => {} } = options;
  const newLive = (first: Looking) => {
    let looking = first;
    const compute = () => {
      const asked = looking;
      looking = {};
      return computeLive(database, { statistics, ...publication, now }, asked);
    };
    return refreshed(compute, { leastPauseMs: liveLeastPauseMs, pauseFactor: livePauseFactor, onError });
  };
  let readLive = newLive({ isFirst: true });
  const newStampOf = () => shared(stampForMs, () => readStamp(database), { isSurvived: isAway });
  let stampOf = newStampOf();
  let lastStamp = "";
  const firstDay = shared(stampForMs, () => firstDayCounted(database), { isSurvived: isAway });
  const kept = new Map<string, Stored>();
  const composed = createCache<string, StatisticReading>({ limit: maximumReadings });
  let composedOf = "";

  const readStored = async (statistic: Statistic, interval: Interval) => {
    const key = `${statistic.key} ${interval}`;
    const stamp = await stampOf();
    const found = kept.get(key);
    if (found?.stamp === stamp) return found.counted;
    const counted = Promise.all([
      readPeriods(database, interval),
      readPoints(database, statistic.key, interval, onError),
    ]).then(([periods, points]) => ({ periods, points }));
    kept.set(key, { stamp, counted });
    counted.catch(() => kept.delete(key));
    return counted;
  };

  return {
    async readRevision() {
      const stamp = await readStamp(database);
      if (stamp !== lastStamp) stampOf = newStampOf();
      lastStamp = stamp;
      return `${stamp} ${dayOf(now())}`;
    },
    refresh() {
      readLive = newLive({ isForced: true });
    },
    async read(key, view) {
      const statistic = statistics.find((one) => one.key === key);
      if (statistic === undefined) throw new RangeError("No such statistic");
      const [stored, live, first, current] = await Promise.all([
        readStored(statistic, countedIntervalOf(view.interval)),
        readLive(),
        firstDay(),
        stampOf(),
      ]);
      const counted = { ...stored, live, firstDay: first, now: now() };
      const stamp = [current, publication.isPrivate ? live.computedAt : "", first, dayOf(counted.now)].join(
        " ",
      );
      if (composedOf !== stamp) composed.clear();
      composedOf = stamp;
      const address = viewPath(statistic, view);
      const known = composed.get(address);
      if (known !== undefined) return known;
      const reading = composeReading(statistic, view, counted, publication);
      composed.set(address, reading);
      return reading;
    },
  };
}
