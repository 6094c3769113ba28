import { refreshed } from "../../caching/refreshed";
import { shared } from "../../caching/shared";
import type { Database } from "../../database/types";
import { dayOf, type Interval, type Period, periodOf, periodsBetween } from "../../words/period";
import { computeLive, type LivePeriods } from "../count/livePeriods";
import type { CountingRule } from "../count/loadFrames";
import { firstDaySeen } from "../count/materialise";
import { askedClass, type Point } from "../count/point";
import { readPoints, readRevision, type StoredPeriod } from "../count/readPoints";
import { otherClass, outsideClass, type Statistic } from "../declare/declare";
import { isOffered } from "../publish/offered";
import { withheld } from "../publish/published";
import { publishPeriod } from "../publish/publishPeriod";
import { annotationsBetween } from "../say/annotations";
import { sayTakeaway } from "../say/takeaway";
import {
  type Edition,
  editions,
  type PeriodReading,
  type StatisticReading,
  type View,
} from "../view/reading";
import { daysOfView, viewPath } from "../view/view";

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
  let composed = { stamp: "", readings: new Map<string, StatisticReading>() };

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
      if (composed.stamp !== stamp || composed.readings.size >= maximumReadings) {
        composed = { stamp, readings: new Map() };
      }
      const address = viewPath(statistic, view);
      const known = composed.readings.get(address);
      if (known !== undefined) return known;
      const reading = compose(statistic, view, counted, options);
      composed.readings.set(address, reading);
      return reading;
    },
  };
}

interface Counted {
  readonly stored: ReadonlyMap<string, StoredPeriod>;
  readonly live: LivePeriods;
  readonly firstDay: string | null;
  readonly now: Date;
}

function compose(
  statistic: Statistic,
  view: View,
  counted: Counted,
  options: ReaderOptions,
): StatisticReading {
  const today = dayOf(counted.now);
  const firstDay = counted.firstDay ?? today;
  const { from, to } = daysOfView(view, { firstDay, today });
  const inRange = periodsBetween(view.interval, [from, firstDay].sort()[1] ?? from, to);
  const points = inRange.map((period) => pointsOf(statistic, period, counted));
  const periods = inRange.map((period, index): PeriodReading => {
    const found = points[index];
    return {
      start: period.start,
      end: period.end,
      isUnfinished: period.end > today,
      computedAt: found?.computedAt ?? null,
      ...(found ? publishPeriod(statistic, found.points, view, options.publishMinInstances) : withheld),
    };
  });
  const offered = new Set<Edition>();
  for (const found of points) {
    for (const edition of editions) {
      if (found && isOffered(statistic, found.points, edition, options.publishMinInstances))
        offered.add(edition);
    }
  }
  const withFigures = periods.filter(({ n }) => n !== null && n > 0);
  const hasCounted = points.some((found) => found !== null && found.points.length > 0);
  const state =
    withFigures.length > 0 ? "ready" : hasCounted && periods.some(({ n }) => n === null) ? "tooFew" : "empty";
  const reading: Omit<StatisticReading, "takeaway"> = {
    statistic,
    view,
    from,
    to,
    periods,
    classes: classesOf(statistic, periods),
    latest: withFigures.filter(({ isUnfinished }) => !isUnfinished).at(-1) ?? withFigures.at(-1) ?? null,
    state,
    missingInstances:
      state === "tooFew" && view.edition === "all" ? missingOf(statistic, points, options) : null,
    editionsOffered: editions.filter((edition) => offered.has(edition)),
    annotations: annotationsBetween(from, to, statistic.key),
    publishMinInstances: options.publishMinInstances,
    countAfterDays: options.countAfterDays,
    isPrivate: options.isPrivate,
    computedAt: periods.reduce<string | null>(
      (newest, { computedAt }) => (computedAt !== null && computedAt > (newest ?? "") ? computedAt : newest),
      null,
    ),
    nextCloseAt: `${periodOf(view.interval, today).end}T00:00:00.000Z`,
  };
  return { ...reading, takeaway: sayTakeaway(reading) };
}

/**
 * How many instances the whole installation lacks. The one number below the limit that is said, and only where nothing
 * at all is published, so that there is nothing to take it from; of a part of the instances it is not said.
 */
function missingOf(
  statistic: Statistic,
  points: readonly ({ readonly points: readonly Point[] } | null)[],
  { publishMinInstances }: ReaderOptions,
): number | null {
  const most = Math.max(0, ...points.map((found) => instancesIn(statistic, found?.points ?? [])));
  return most > 0 && most < publishMinInstances ? publishMinInstances - most : null;
}

/** The instances of a period, each once; 0 where the classes of a statistic overlap and do not tell. */
function instancesIn({ kind, classes }: Statistic, points: readonly Point[]): number {
  if (kind === "events") return 0;
  const once =
    kind === "windows" ? [classes[0]?.key] : kind === "multi" ? [askedClass, outsideClass] : undefined;
  return points
    .filter((point) => once === undefined || once.includes(point.class))
    .reduce((sum, { instances }) => sum + instances, 0);
}

function pointsOf(
  statistic: Statistic,
  period: Period,
  { stored, live }: Pick<Counted, "stored" | "live">,
): { readonly points: readonly Point[]; readonly computedAt: string } | null {
  const closed = stored.get(period.start);
  if (closed) return closed;
  const open = live.periods.find(
    (one) => one.period.interval === period.interval && one.period.start === period.start,
  );
  if (open === undefined) return null;
  return {
    points: open.points.filter((point) => point.statistic === statistic.key),
    computedAt: live.computedAt,
  };
}

function classesOf(statistic: Statistic, periods: readonly PeriodReading[]): StatisticReading["classes"] {
  const occurring = new Set(periods.flatMap(({ values }) => Object.keys(values)));
  const declared = statistic.classes
    .filter(({ key }) => occurring.has(key))
    .map(({ key, title }) => ({ key, title }));
  return occurring.has(otherClass) ? [...declared, { key: otherClass, title: "Other" }] : declared;
}
