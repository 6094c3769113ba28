import { createCache } from "../../caching/cache";
import { refreshed } from "../../caching/refreshed";
import { shared } from "../../caching/shared";
import type { Database } from "../../database/types";
import { dayOf, type Interval, periodOf } from "../../words/period";
import { computeLive } from "../count/livePeriods";
import type { CountingRule } from "../count/loadFrames";
import { firstDaySeen } from "../count/materialise";
import { readPoints, readRevision, type StoredPeriod } from "../count/readPoints";
import type { Statistic } from "../declare/declare";
import type { StatisticReading, View } from "../view/reading";
import { viewPath } from "../view/view";
import { composeReading, pointsOf } from "./composeReading";

interface ReaderOptions extends CountingRule {
  readonly statistics: readonly Statistic[];
  readonly publishMinInstances: number;
  readonly isPrivate: boolean;
  readonly now?: () => Date;
  readonly onError?: (error: unknown) => void;
}

const revisionForMs = 2_000;
const liveLeastPauseMs = 3_000;
/** Counting what is not closed takes at most a twentieth of the time. */
const livePauseFactor = 19;

/** Readings of the same figures that are kept, one for each view that is looked at. */
const maximumReadings = 500;

/** Reads published statistics. */
export interface StatisticReader {
  /**
   * A statistic in a view. Points of closed periods are read once and kept until they change; the open periods are
   * counted every few seconds for everybody.
   * @throws RangeError for a key that is not declared
   */
  read(key: string, view: View): Promise<StatisticReading>;
  /**
   * The instances of a class as counted, in a period that is closed or open and in all editions: 0 where there are none.
   * Never published as it is: it is for an instance that is itself one of them.
   * @param periodStart `YYYY-MM-DD`
   * @throws RangeError for a key that is not declared
   */
  countInstances(key: string, interval: Interval, periodStart: string, className: string): Promise<number>;
  /** Counts the open periods now, for whoever cannot wait. */
  refresh(): void;
}

export function createStatisticReader(database: Database, options: ReaderOptions): StatisticReader {
  const { now = () => new Date(), onError = () => {} } = options;
  const newLive = () =>
    refreshed(() => computeLive(database, { ...options, now }), {
      leastPauseMs: liveLeastPauseMs,
      pauseFactor: livePauseFactor,
      onError,
    });
  let readLive = newLive();
  const revision = shared(revisionForMs, () => readRevision(database));
  const firstDay = shared(revisionForMs, () => firstDaySeen(database));
  const kept = new Map<string, { revision: string; points: Promise<ReadonlyMap<string, StoredPeriod>> }>();
  const composed = createCache<string, StatisticReading>({ limit: maximumReadings });
  let composedOf = "";

  const find = (key: string) => {
    const statistic = options.statistics.find((one) => one.key === key);
    if (statistic === undefined) throw new RangeError("No such statistic");
    return statistic;
  };
  const closedPeriods = async (statistic: Statistic, interval: Interval) => {
    const key = `${statistic.key} ${interval}`;
    const current = await revision();
    const found = kept.get(key);
    if (found?.revision === current) return found.points;
    const points = readPoints(database, statistic.key, interval, onError);
    kept.set(key, { revision: current, points });
    points.catch(() => kept.delete(key));
    return points;
  };

  return {
    refresh() {
      readLive = newLive();
    },
    async countInstances(key, interval, periodStart, className) {
      const statistic = find(key);
      const [stored, live] = await Promise.all([closedPeriods(statistic, interval), readLive()]);
      const found = pointsOf(statistic, periodOf(interval, periodStart), { stored, live });
      return (found?.points ?? [])
        .filter((point) => point.class === className)
        .reduce((sum, { instances }) => sum + instances, 0);
    },
    async read(key, view) {
      const statistic = find(key);
      const [stored, live, first, current] = await Promise.all([
        closedPeriods(statistic, view.interval),
        readLive(),
        firstDay(),
        revision(),
      ]);
      const counted = { stored, live, firstDay: first, now: now() };
      const stamp = [current, live.computedAt, first, dayOf(counted.now)].join(" ");
      if (composedOf !== stamp) composed.clear();
      composedOf = stamp;
      const address = viewPath(statistic, view);
      const known = composed.get(address);
      if (known !== undefined) return known;
      const reading = composeReading(statistic, view, counted, options);
      composed.set(address, reading);
      return reading;
    },
  };
}
