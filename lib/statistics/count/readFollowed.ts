import { firstDayKept } from "../../database/partitions";
import type { Session } from "../../database/types";
import { addDays, type Period, startOfDay } from "../../words/period";
import { mostFollowed } from "../declare/followed";
import type { Frame } from "../declare/frame";
import { branchLives, cloneLives, type Lives, lifeBand, seenDays } from "../declare/lives";
import { readCreated, readLastRuns } from "./readBefore";
import { noHabits, readHabits } from "./readHabits";
import { type Move, readMoves } from "./readMoves";

/** What is read of those only that are followed: the order of their events, and the weeks before the period. */
export type Told = Pick<
  Frame,
  "isFollowed" | "cloneWeekdays" | "snapshots" | "restarts" | "cloneLives" | "branchLives" | "mostClones"
>;

/** Of an instance that is not followed. */
export const untold: Told = {
  isFollowed: false,
  cloneWeekdays: new Map(),
  snapshots: 0,
  restarts: null,
  cloneLives: new Map(),
  branchLives: new Map(),
  mostClones: 0,
};

/**
 * Which instances are followed in a period: all (1), or of a large fleet every second, fourth, eighth …, always the same ones.
 * Where raw events of the period, or of the weeks before it, are gone, nobody is (0).
 */
export async function readFollowedPart(
  session: Pick<Session, "sql" | "query">,
  { start, end }: Period,
): Promise<number> {
  if (addDays(start, -seenDays) < (await firstDayKept(session))) return 0;
  const { instances } = await session.sql
    .selectFrom("visible_instance")
    .select(({ fn }) => fn.countAll<number>().as("instances"))
    .where("first_seen", "<", startOfDay(end))
    .where("last_seen", ">=", startOfDay(start))
    .executeTakeFirstOrThrow();
  return 2 ** Math.max(0, Math.ceil(Math.log2(instances / mostFollowed)));
}

/** @param part see `readFollowedPart` */
export function followingOf(part: number): (member: bigint) => boolean {
  return part === 0 ? () => false : (member) => member % BigInt(part) === 0n;
}

/**
 * Reads what is told of the instances that are followed, by key.
 * @param firstDayOf the first day on which an instance was seen
 */
export async function readFollowed(
  session: Pick<Session, "sql">,
  keys: readonly string[],
  period: Period,
  firstDayOf: (key: string) => string | undefined,
): Promise<ReadonlyMap<string, Told>> {
  const [habits, moves] = await Promise.all([
    readHabits(session, keys, period),
    readMoves(session, keys, period),
  ]);
  const started = keys.filter((key) => moves.get(key)?.some(({ type }) => type === "engine_started"));
  const [lastRuns, clones, branches] = await Promise.all([
    readLastRuns(session, started, period.start),
    readLives(session, moves, { period, firstDayOf }, cloneLives),
    readLives(session, moves, { period, firstDayOf }, branchLives),
  ]);
  return new Map(
    keys.map((key) => {
      const { openClones, ...habit } = habits.get(key) ?? noHabits;
      const own = moves.get(key) ?? [];
      return [
        key,
        {
          ...untold,
          ...habit,
          isFollowed: true,
          restarts: countRestarts(own, lastRuns.get(key)),
          cloneLives: clones.get(key) ?? untold.cloneLives,
          branchLives: branches.get(key) ?? untold.branchLives,
          mostClones: countClones(own, openClones),
        },
      ];
    }),
  );
}

/** What came before each start. The first start of all has nothing before it. */
function countRestarts(moves: readonly Move[], lastRun: string | undefined): Frame["restarts"] {
  let [clean, unclean] = [0, 0];
  let before = lastRun;
  for (const { type, thing } of moves) {
    if (thing !== null) continue;
    if (type === "engine_started" && before === "engine_started") unclean += 1;
    if (type === "engine_started" && before === "engine_stopped") clean += 1;
    before = type;
  }
  return clean + unclean === 0 ? null : { clean, unclean };
}

/** The largest number of clones. What is destroyed was there: where fewer are known, there were more from the beginning. */
function countClones(moves: readonly Move[], openClones: number): number {
  let clones = 0;
  let [lowest, highest] = [0, 0];
  for (const { type } of moves) {
    if (type === cloneLives.created) clones += 1;
    if (type === cloneLives.destroyed) clones -= 1;
    lowest = Math.min(lowest, clones);
    highest = Math.max(highest, clones);
  }
  return Math.max(openClones, -lowest) + highest;
}

/**
 * How long what was destroyed had lived, by key of the instance and band. What was created before the period is looked for there. Where it is
 * not found, it is older than what was looked through, or than what is known of a young instance: that says nothing.
 */
async function readLives(
  session: Pick<Session, "sql">,
  moves: ReadonlyMap<string, readonly Move[]>,
  {
    period: { start },
    firstDayOf,
  }: { readonly period: Period; readonly firstDayOf: (key: string) => string | undefined },
  lives: Lives,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const found = new Map<string, Map<string, number>>();
  const count = (key: string, seconds: number) => {
    const band = lifeBand(lives, seconds);
    const counts = found.get(key) ?? new Map<string, number>();
    found.set(key, counts.set(band, (counts.get(band) ?? 0) + 1));
  };
  const unseen: { readonly key: string; readonly thing: string; readonly at: number }[] = [];
  for (const [key, all] of moves) {
    // A name can be used again, once it is free.
    const created = new Map<string, number | null>();
    for (const { type, at, thing } of all) {
      if (thing === null) continue;
      if (type === lives.created) created.set(thing, at);
      if (type !== lives.destroyed) continue;
      const since = created.get(thing);
      if (since === undefined) unseen.push({ key, thing, at });
      else if (since !== null) count(key, at - since);
      created.set(thing, null);
    }
  }
  const things = new Map<string, Set<string>>();
  for (const { key, thing } of unseen) things.set(key, (things.get(key) ?? new Set<string>()).add(thing));
  const createdAt = await readCreated(session, things, start, lives);
  const lookedThrough = addDays(start, -seenDays);
  for (const { key, thing, at } of unseen) {
    const since = createdAt(key, thing);
    if (since !== undefined) count(key, at - since);
    else if ((firstDayOf(key) ?? start) < lookedThrough) count(key, Number.POSITIVE_INFINITY);
  }
  return found;
}
