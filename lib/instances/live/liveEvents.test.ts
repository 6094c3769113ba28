import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createFirstTime } from "../../../components/instance/events/timeline-state";
import { openDatabase } from "../../database/openDatabase";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { watched } from "../../database/testing/watched";
import type { EventRow } from "../../ingest/keepEvent";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { eventOf } from "../../statistics/testing/fleet";
import type { TimelineEvent } from "../timeline/types";
import { createLiveEvents, LiveLimitError, type LiveOptions, resumeAt } from "./liveEvents";

const now = new Date("2026-11-20T12:00:00Z");
const start = now.toISOString();
const fresh = { timeoutMs: 10_000, isRetry: false };
const keyOf = (instance: number) => eventOf(instance, "alert", { time: start }).instance_key;
const key = keyOf(1);
const never = 1_000_000;
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

/** An event received so many milliseconds after the start, about something that happened at `time`. */
const received = (afterMs: number, { instance = 1, time }: { instance?: number; time?: string } = {}) => {
  const at = new Date(now.getTime() + afterMs).toISOString();
  return eventOf(instance, "clone_created", { time: time ?? at, received: at });
};
const idsOf = (rows: readonly EventRow[]) => rows.map(({ id }) => id);

onDatabase((open, kind) => {
  /** A database whose statements are counted and can be made to fail, and live events that only look when told. */
  const ready = async (context: Parameters<typeof open>[0], options: LiveOptions = {}) => {
    const { database, options: opening } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 90 });
    const statements: string[] = [];
    const fails = { times: 0 };
    const counting = watched(database, (run, { sql, name }) => {
      statements.push(name ?? sql);
      return fails.times-- > 0 ? Promise.reject(new Error("no connection")) : run();
    });
    const makeLive = (more: LiveOptions = {}) => {
      const live = createLiveEvents(counting, {
        lookEveryMs: never,
        retryAfterMs: 20,
        now: () => now,
        ...options,
        ...more,
      });
      onTestFinished(() => live.close());
      return live;
    };
    const write = (...rows: EventRow[]) => writeEvents(database, rows, fresh);
    return { database, opening, statements, fails, makeLive, live: makeLive(), write };
  };

  /** Watches and keeps what it is given. */
  const collect = (live: ReturnType<typeof createLiveEvents>, since = start, of = key) => {
    const events: TimelineEvent[] = [];
    const stop = live.watch(of, since, (more) => events.push(...more));
    const ids = () => events.map(({ id }) => id);
    return { events, ids, shown: () => [...new Set(ids())], stop };
  };

  const reads = (statements: readonly string[]) =>
    statements.filter((name) => name === "read_received").length;

  describe("watch", () => {
    it("tells all watchers of an instance by one statement", async (context) => {
      const { live, statements, write } = await ready(context);
      const watchers = Array.from({ length: 20 }, () => collect(live));
      await eventually(() => expect(reads(statements)).toBe(20));
      const rows = [received(10), received(20), received(30)];
      await write(...rows);
      live.wake([key, key]);
      for (const { ids } of watchers) await eventually(() => expect(ids()).toEqual(idsOf(rows)));
      expect(reads(statements)).toBe(21);
      expect(watchers[0]?.events[0]).toEqual({
        id: rows[0]?.id,
        eventTime: rows[0]?.event_time,
        receivedAt: rows[0]?.received_at,
        type: "clone_created",
        data: rows[0]?.data,
        leftOut: [],
      });
    });

    it("gives what was received after the time it is asked for, and each event once", async (context) => {
      const { live, write } = await ready(context);
      const rows = [received(-2_000), received(0), received(1), received(2_000)];
      await write(...rows);
      const { ids } = collect(live);
      await eventually(() => expect(ids()).toEqual(idsOf(rows.slice(2))));
      for (const afterMs of [2_010, 2_020, 9_000]) {
        const row = received(afterMs);
        rows.push(row);
        await write(row);
        live.wake([key]);
        await eventually(() => expect(ids()).toEqual(idsOf(rows.slice(2))));
      }
    });

    it("gives what was committed after an event that was received later", async (context) => {
      const { live, write } = await ready(context);
      const { ids } = collect(live);
      const [slow, quick] = [received(100), received(4_000)];
      await write(quick);
      live.wake([key]);
      await eventually(() => expect(ids()).toEqual([quick.id]));
      await write(slow);
      live.wake([key]);
      await eventually(() => expect(ids()).toEqual([quick.id, slow.id]));
    });

    it("gives events for days that are over, and of a clock that is ahead, but no history", async (context) => {
      const { live, write } = await ready(context);
      const { ids } = collect(live);
      await write(received(5, { time: "2026-11-02T10:00:00Z" }));
      const rows = [
        received(10, { time: "2026-11-18T12:00:01Z" }),
        received(20, { time: "2026-11-20T00:00:01Z" }),
        received(30, { time: "2026-11-20T15:00:00Z" }),
      ];
      await write(...rows);
      live.wake([key]);
      await eventually(() => expect(ids()).toEqual(idsOf(rows)));
    });

    it("reads on where there is more than a statement gives", async (context) => {
      const { live, write } = await ready(context, { readLimit: 4 });
      const early = Array.from({ length: 11 }, (_, index) => received(index + 1));
      await write(...early);
      const { ids } = collect(live);
      await eventually(() => expect(ids()).toEqual(idsOf(early)));
      const more = Array.from({ length: 9 }, (_, index) => received(index + 20));
      await write(...more);
      live.wake([key]);
      await eventually(() => expect(ids()).toEqual(idsOf([...early, ...more])));
    });

    it("lets a newcomer catch up without telling the others anything twice", async (context) => {
      const { live, write } = await ready(context, { readLimit: 3 });
      const old = Array.from({ length: 8 }, (_, index) => received(-60_000 + index));
      await write(...old);
      const first = collect(live);
      const newcomer = collect(live, "2026-11-20T11:00:00Z");
      const rows = [received(10), received(20)];
      await write(...rows);
      live.wake([key]);
      await eventually(() => expect(newcomer.shown()).toEqual(idsOf([...old, ...rows])));
      const last = received(30);
      await write(last);
      live.wake([key]);
      await eventually(() => expect(newcomer.shown()).toEqual(idsOf([...old, ...rows, last])));
      await eventually(() => expect(first.ids()).toEqual(idsOf([...rows, last])));
    });

    it("never gives another instance's events", async (context) => {
      const { live, write } = await ready(context);
      const mine = collect(live);
      const theirs = collect(live, start, keyOf(2));
      const rows = Array.from({ length: 6 }, (_, index) =>
        received(index + 1, { instance: 1 + (index % 2) }),
      );
      await write(...rows);
      live.wake([keyOf(2), key]);
      await eventually(() => expect(mine.ids()).toEqual(idsOf(rows.filter((_, index) => index % 2 === 0))));
      await eventually(() => expect(theirs.ids()).toEqual(idsOf(rows.filter((_, index) => index % 2 === 1))));
    });

    it("gives nothing of an erased instance, until the erasure is undone", async (context) => {
      const { database, live, statements, write } = await ready(context);
      const { ids } = collect(live);
      await database.query(
        `insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, $1, now(), now())`,
        [key],
      );
      const row = received(10);
      await write(row);
      live.wake([key]);
      await eventually(() => expect(reads(statements)).toBeGreaterThanOrEqual(2));
      expect(ids()).toEqual([]);
      await database.query("delete from erasure");
      live.wake([key]);
      await eventually(() => expect(ids()).toEqual([row.id]));
    });

    it("goes on when the database comes back", async (context) => {
      const onError = vi.fn();
      const { live, fails, write } = await ready(context, { onError });
      const { ids } = collect(live);
      fails.times = 3;
      const row = received(10);
      await write(row);
      live.wake([key]);
      await eventually(() => expect(ids()).toEqual([row.id]));
      expect(onError).toHaveBeenCalledTimes(3);
    });

    it("goes on for the others when a watcher throws", async (context) => {
      const onError = vi.fn();
      const { live, write } = await ready(context, { onError });
      live.watch(key, start, () => {
        throw new Error("gone");
      });
      const { ids } = collect(live);
      for (const row of [received(10), received(20)]) {
        await write(row);
        live.wake([key]);
        await eventually(() => expect(ids()).toContain(row.id));
      }
      expect(onError).toHaveBeenCalledTimes(1);
    });
  });

  /** Comes back whenever its connection is lost, and shows what comes for the first time: what a browser does. */
  const createReader = (live: ReturnType<typeof createLiveEvents>) => {
    const isFirstTime = createFirstTime();
    const shown: string[] = [];
    const given: string[] = [];
    let since = start;
    const connect = (to = live) => {
      const begin = since;
      return to.watch(key, begin, (events) => {
        given.push(...events.map(({ id }) => id));
        shown.push(...events.filter(isFirstTime).map(({ id }) => id));
        since = resumeAt(begin, events.at(-1) ?? { receivedAt: begin });
      });
    };
    return { connect, shown, given };
  };

  describe("coming back", () => {
    it("gives the rest of events that were received at the same moment, by whichever process", async (context) => {
      const { makeLive, live, write } = await ready(context, { readLimit: 5 });
      const rows = Array.from({ length: 23 }, () => received(10));
      await write(...rows);
      const reader = createReader(live);
      // The connection breaks after the first page.
      const stop = reader.connect();
      await eventually(() => expect(reader.shown.length).toBeGreaterThanOrEqual(5));
      stop();
      reader.connect(makeLive());
      await eventually(() => expect(reader.shown.toSorted()).toEqual(idsOf(rows).toSorted()));
    });

    it("shows each event once and misses none, whatever was committed when", async (context) => {
      const { live, makeLive, write } = await ready(context);
      const reader = createReader(live);
      // Received in one order, committed in another; the reader loses its connection after every second event, and one
      // more is committed before it is back, at another process.
      const commits = [300, 100, 200, 4_900, 4_000, 5_100, 4_500, 9_000, 6_000, 7_000, 12_000, 8_000].map(
        (ms) => received(ms),
      );
      for (let from = 0; from < commits.length; from += 3) {
        const lives = from % 2 === 0 ? live : makeLive();
        const stop = reader.connect(lives);
        await eventually(() => expect(reader.shown).toHaveLength(from));
        for (const [index, row] of commits.slice(from, from + 2).entries()) {
          await write(row);
          lives.wake([key]);
          await eventually(() => expect(reader.shown).toHaveLength(from + index + 1));
        }
        stop();
        await write(...commits.slice(from + 2, from + 3));
      }
      reader.connect();
      await eventually(() => expect(reader.shown.toSorted()).toEqual(idsOf(commits).toSorted()));
    });

    it("gives again only what a commit could still come before", async (context) => {
      const { live, write } = await ready(context, { now: () => new Date(now.getTime() + 60_000) });
      const reader = createReader(live);
      const stop = reader.connect();
      const rows = [received(100), received(4_000), received(20_000), received(23_000)];
      for (const [index, row] of rows.entries()) {
        await write(row);
        live.wake([key]);
        await eventually(() => expect(reader.given).toHaveLength(index + 1));
      }
      stop();
      reader.connect();
      await eventually(() => expect(reader.given.slice(4)).toEqual(idsOf(rows.slice(2))));
      expect(reader.shown).toEqual(idsOf(rows));
    });

    it("cannot keep events from others by a time that is to come", async (context) => {
      const { live, write } = await ready(context);
      const first = collect(live, "2027-11-20T12:00:00Z");
      const { ids } = collect(live);
      const row = received(10);
      await write(row);
      live.wake([key]);
      await eventually(() => expect(ids()).toEqual([row.id]));
      await eventually(() => expect(first.ids()).toEqual([row.id]));
    });
  });

  describe("without watchers", () => {
    it("runs nothing, and keeps no count of those who left", async (context) => {
      const { live, statements, write } = await ready(context, { lookEveryMs: 10 });
      const watchers = [collect(live), collect(live), collect(live, start, keyOf(2))];
      expect(live.watchers).toBe(3);
      await eventually(() => expect(reads(statements)).toBeGreaterThanOrEqual(3));
      for (const { stop } of watchers) {
        stop();
        stop();
      }
      expect(live.watchers).toBe(0);
      await write(received(10));
      const before = statements.length;
      live.wake([key]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(statements.length).toBe(before);
      for (const { events } of watchers) expect(events).toEqual([]);
    });

    it("stops everybody when it closes", async (context) => {
      const { live } = await ready(context);
      collect(live);
      const waiting = live.waitFor(keyOf(3), new AbortController().signal);
      expect(live.watchers).toBe(2);
      live.close();
      expect(live.closing.aborted).toBe(true);
      expect(await waiting).toBe(false);
      expect(live.watchers).toBe(0);
      expect(() => collect(live)).toThrow(LiveLimitError);
    });

    it("admits so many and no more", async (context) => {
      const { live } = await ready(context, { places: { all: 2, kept: 0 } });
      const first = collect(live);
      const waiting = new AbortController();
      const opened = live.waitFor(keyOf(3), waiting.signal);
      expect(() => collect(live)).toThrow(LiveLimitError);
      await expect(live.waitFor(key, waiting.signal)).rejects.toThrow(LiveLimitError);
      first.stop();
      collect(live).stop();
      waiting.abort();
      expect(await opened).toBe(false);
      expect(live.watchers).toBe(0);
      expect(() => live.watch(key, "yesterday", () => {})).toThrow(RangeError);
      expect(live.watchers).toBe(0);
    });
  });

  describe("waitFor", () => {
    it("resolves when the first event is stored", async (context) => {
      const { live, write } = await ready(context);
      const waiting = live.waitFor(key, new AbortController().signal);
      const other = new AbortController();
      const stillWaiting = live.waitFor(keyOf(2), other.signal);
      await write(received(10));
      live.wake([key]);
      expect(await waiting).toBe(true);
      expect(await live.waitFor(key, new AbortController().signal)).toBe(true);
      other.abort();
      expect(await stillWaiting).toBe(false);
      expect(await live.waitFor(key, AbortSignal.abort())).toBe(false);
    });

    it("does not show an erased instance, and survives failing statements", async (context) => {
      const { database, live, fails, write } = await ready(context);
      await write(received(10));
      await database.query(
        `insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, $1, now(), now())`,
        [key],
      );
      const stopping = new AbortController();
      const waiting = live.waitFor(key, stopping.signal);
      live.wake([key]);
      const first = await Promise.race([
        waiting,
        new Promise((resolve) => setTimeout(resolve, 100, "waits")),
      ]);
      expect(first).toBe("waits");
      fails.times = 2;
      await database.query("delete from erasure");
      live.wake([key]);
      expect(await waiting).toBe(true);
    });
  });

  // The embedded database belongs to one process.
  if (kind === "postgresql") {
    it("finds what other processes on the same server store", async (context) => {
      const { makeLive, opening, statements } = await ready(context);
      const looking = makeLive({ lookEveryMs: 20 });
      const other = await openDatabase(opening);
      onTestFinished(() => other.close());
      const { ids } = collect(looking);
      const waiting = looking.waitFor(keyOf(2), new AbortController().signal);
      const rows = [
        received(10),
        received(20, { time: "2026-11-18T13:00:00Z" }),
        received(30, { time: "2026-11-19T10:00:00Z" }),
      ];
      for (const [index, row] of rows.entries()) {
        await writeEvents(other, [row], fresh);
        await eventually(() => expect(ids()).toEqual(idsOf(rows.slice(0, index + 1))));
      }
      await writeEvents(other, [received(10, { instance: 2 })], fresh);
      expect(await waiting).toBe(true);
      const looks = () => statements.filter((name) => name === "read_signals").length;
      const look = async (times: number) => {
        const from = looks();
        await eventually(() => expect(looks()).toBeGreaterThan(from + times));
      };
      // What was just stored may have been read before it was noticed: that is one more reading.
      await look(5);
      const before = reads(statements);
      await look(20);
      expect(reads(statements)).toBe(before);
    });
  }
});
