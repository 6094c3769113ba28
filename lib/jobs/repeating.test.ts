import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DatabaseError } from "../database/types";
import type { Job, Turn } from "./job";
import type { Lease, NotNow } from "./lease";
import { type JobFailure, Repeating } from "./repeating";

const second = 1_000;
const hour = 3_600_000;
const day = 24 * hour;
const leaseMs = 120 * second;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-20T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Row {
  holder: string;
  expiresAt: number;
  lastSuccessAt: number | null;
}

/** What the table of leases does, on the clock of the test. */
function createLeases() {
  const rows = new Map<string, Row>();
  const take = (holder: string) => async (request: { job: string; dueAfterMs: number }) => {
    const row = rows.get(request.job) ?? { holder, expiresAt: 0, lastSuccessAt: null };
    const heldUntil = row.holder === holder ? 0 : row.expiresAt;
    const dueAt = row.lastSuccessAt === null ? 0 : row.lastSuccessAt + request.dueAfterMs;
    const againInMs = Math.max(heldUntil, dueAt) - Date.now();
    if (againInMs > 0) {
      const lastSuccessAt = row.lastSuccessAt === null ? null : new Date(row.lastSuccessAt);
      return { againInMs, lastSuccessAt } satisfies NotNow;
    }
    rows.set(request.job, Object.assign(row, { holder, expiresAt: Date.now() + leaseMs }));
    return {
      async goOn() {
        if (row.holder === holder) row.expiresAt = Date.now() + leaseMs;
        return row.holder === holder;
      },
      write: async () => row.holder === holder,
      async end(succeeded) {
        if (row.holder !== holder) return;
        row.expiresAt = Date.now();
        if (succeeded) row.lastSuccessAt = Date.now();
      },
    } satisfies Lease;
  };
  return { rows, take };
}

const declared = (part: Partial<Omit<Job, "lease" | "run">>) => ({
  name: "sweep",
  everyMs: day,
  atStart: false,
  onError: "the floor could not be swept",
  ...part,
});

/** Starts a job as a process does, and writes down its turns and what is told of failures. */
function start(
  part: Partial<Omit<Job, "lease" | "run">>,
  options: {
    leases?: ReturnType<typeof createLeases>;
    holder?: string;
    work?: (turn: Turn) => Promise<unknown>;
  } = {},
) {
  const { leases = createLeases(), holder = "one", work = async () => {} } = options;
  const turns: string[] = [];
  const failures: JobFailure[] = [];
  const run = (turn: Turn) => {
    turns.push(new Date().toISOString().slice(5, 19));
    return work(turn);
  };
  const repeating = new Repeating(
    { ...declared(part), lease: true, run },
    { take: leases.take(holder), onError: (_, failure) => failures.push(failure) },
  );
  return { repeating, turns, failures, leases };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("a job", () => {
  it("that never succeeded is due, and again so long after it did", async () => {
    const { turns, repeating } = start({ everyMs: hour });
    await repeating.firstTurn;
    await pass(2.5 * hour);
    expect(turns).toEqual(["11-20T12:00:00", "11-20T13:00:00", "11-20T14:00:00"]);
    expect(repeating.state).toMatchObject({
      name: "sweep",
      lastSuccessAt: new Date("2026-11-20T14:00:00Z"),
      nextAt: new Date("2026-11-20T15:00:00Z"),
      failures: 0,
    });
  });

  it("is done once a day although the process is restarted every day, or every hour", async () => {
    for (const restartMs of [day, hour, 0.7 * day]) {
      const leases = createLeases();
      const turns: string[] = [];
      for (let passed = 0; passed < 10 * day; passed += restartMs) {
        const process = start({}, { leases });
        await pass(restartMs);
        await process.repeating.stop();
        turns.push(...process.turns);
      }
      expect(turns.length).toBeGreaterThanOrEqual(10);
      expect(turns.length).toBeLessThanOrEqual(11);
    }
  });

  it("comes at the start whatever was before, where its declaration says so", async () => {
    const leases = createLeases();
    for (let restart = 0; restart < 3; restart += 1) {
      const { repeating, turns } = start({ atStart: true }, { leases });
      await repeating.firstTurn;
      expect(turns).toHaveLength(1);
      await repeating.stop();
    }
  });

  it("without a lease is done by every process for itself", async () => {
    const turns: string[] = [];
    const take = () => Promise.reject(new Error("asked for a lease"));
    const job = (atStart: boolean): Job => ({
      ...declared({ everyMs: second, atStart }),
      lease: false,
      run: async () => turns.push("turn"),
    });
    const onError = (error: unknown) => expect(error).toBeUndefined();
    const first = new Repeating(job(true), { take, onError });
    await first.firstTurn;
    expect(turns).toHaveLength(1);
    const second_ = new Repeating(job(false), { take, onError });
    await second_.firstTurn;
    expect(turns).toHaveLength(1);
    await pass(second);
    expect(turns).toHaveLength(3);
  });
});

describe("of two processes", () => {
  it("one does the job, and the other waits until it is due again", async () => {
    const leases = createLeases();
    const slow = () => new Promise((resolve) => setTimeout(resolve, 10 * second));
    const one = start({ everyMs: 60 * second, atStart: true }, { leases, work: slow });
    const other = start({ everyMs: 60 * second, atStart: true }, { leases, holder: "other", work: slow });
    await pass(hour);
    const all = [...one.turns, ...other.turns];
    expect(new Set(all).size).toBe(all.length);
    // Seventy seconds from one turn to the next: ten of work, sixty of rest.
    expect(all.length).toBeGreaterThanOrEqual(50);
    expect(all.length).toBeLessThanOrEqual(52);
  });

  it("the other follows when the first one dies in the middle", async () => {
    const leases = createLeases();
    const dies = start({ everyMs: 30 * second }, { leases, work: () => new Promise(() => {}) });
    await pass(0);
    const follows = start({ everyMs: 30 * second, atStart: true }, { leases, holder: "other" });
    await pass(leaseMs - second);
    expect(follows.turns).toEqual([]);
    await pass(2 * second);
    expect([dies.turns.length, follows.turns.length]).toEqual([1, 1]);
  });

  it("the first one stops when the other has taken over, and that is no success", async () => {
    const leases = createLeases();
    let steps = 0;
    const stuck = start(
      { everyMs: hour },
      {
        leases,
        work: async ({ goOn }) => {
          while (await goOn()) {
            steps += 1;
            await new Promise((resolve) => setTimeout(resolve, steps === 3 ? 2 * leaseMs : second));
          }
        },
      },
    );
    await pass(2 * second);
    const other = start({ everyMs: hour }, { leases, holder: "other", work: () => new Promise(() => {}) });
    await pass(3 * leaseMs);
    expect(other.turns).toHaveLength(1);
    expect(steps).toBe(3);
    expect(stuck.repeating.state.lastSuccessAt).toBeNull();
    expect(leases.rows.get("sweep")).toMatchObject({ holder: "other", lastSuccessAt: null });
  });
});

describe("a turn that fails", () => {
  const failing = () => Promise.reject(new Error("away"));

  it("is told, and tried again ever later, at the latest when it would come anyway", async () => {
    const { turns, failures, repeating, leases } = start({ everyMs: 60 * second }, { work: failing });
    await pass(2 * 60 * second);
    expect(turns).toEqual([
      "11-20T12:00:00",
      "11-20T12:00:05",
      "11-20T12:00:15",
      "11-20T12:00:35",
      "11-20T12:01:15",
    ]);
    expect(failures.map(({ againInMs }) => againInMs / second)).toEqual([5, 10, 20, 40, 60]);
    expect(failures.at(-1)).toMatchObject({
      job: "sweep",
      failures: 5,
      words: "the floor could not be swept",
    });
    expect(repeating.state).toMatchObject({ failures: 5, lastSuccessAt: null });
    expect(leases.rows.get("sweep")?.lastSuccessAt).toBeNull();
  });

  it("is forgotten with the next success, and stops no other job", async () => {
    const leases = createLeases();
    let isAway = true;
    const work = async () => {
      if (isAway) throw new Error("away");
    };
    const { repeating, turns } = start({ everyMs: hour }, { leases, work });
    const other = start({ name: "dust", everyMs: second }, { leases });
    await pass(6 * second);
    expect(repeating.state.failures).toBe(2);
    expect(other.turns).toHaveLength(7);
    isAway = false;
    await pass(10 * second);
    expect(repeating.state.failures).toBe(0);
    expect(turns).toHaveLength(3);
  });

  it("is remembered by its kind and the job's own words, never by its message, also after a success", async () => {
    const secret = "postgres://ada:secret@db/telemetry";
    let isAway = true;
    const work = async () => {
      if (isAway) throw new DatabaseError(`could not reach ${secret}`, { sqlState: "08006" });
    };
    const { repeating } = start({ everyMs: 60 * second }, { work });
    await pass(second);
    const lastError = {
      at: new Date("2026-11-20T12:00:00Z"),
      words: "the floor could not be swept",
      error: "DatabaseError",
      sqlState: "08006",
    };
    expect(repeating.state).toMatchObject({ failures: 1, lastSuccessAt: null });
    expect(repeating.state.lastError).toEqual(lastError);
    isAway = false;
    await pass(10 * second);
    expect(repeating.state).toMatchObject({ failures: 0, lastSuccessAt: expect.any(Date), lastError });
  });

  it("is one where the lease cannot be asked for or given back", async () => {
    const failures: JobFailure[] = [];
    const onError = (_: unknown, failure: JobFailure) => failures.push(failure);
    const job: Job = { ...declared({}), lease: true, run: async () => {} };
    await new Repeating(job, { take: failing, onError }).firstTurn;
    const lease: Lease = { goOn: async () => true, write: async () => true, end: failing };
    await new Repeating(job, { take: async () => lease, onError }).firstTurn;
    expect(failures.map(({ againInMs }) => againInMs)).toEqual([5_000, 5_000]);
  });
});

describe("stop", () => {
  it("waits for the turn that is running, tells it, and begins no other", async () => {
    const finished: string[] = [];
    const work = async ({ goOn }: Turn) => {
      while (await goOn()) await new Promise((resolve) => setTimeout(resolve, second));
      finished.push("turn");
    };
    const { repeating, turns, leases } = start({ everyMs: second }, { work });
    await pass(3.5 * second);
    const stopped = repeating.stop().then(() => finished.push("stopped"));
    await pass(0);
    expect(finished).toEqual([]);
    await pass(hour);
    await stopped;
    expect(finished).toEqual(["turn", "stopped"]);
    expect(turns).toHaveLength(1);
    // It is free for another process, and still due.
    expect(leases.rows.get("sweep")).toMatchObject({ lastSuccessAt: null });
    expect(leases.rows.get("sweep")?.expiresAt).toBeLessThanOrEqual(Date.now());
    await expect(repeating.runNow(async () => {})).rejects.toThrow("stops");
  });
});

describe("runNow", () => {
  it("has the job to itself: it waits for a turn, and no turn begins before it is over", async () => {
    const order: string[] = [];
    const work = async () => {
      order.push("turn begins");
      await new Promise((resolve) => setTimeout(resolve, 5 * second));
      order.push("turn ends");
    };
    const { repeating } = start({ everyMs: 10 * second }, { work });
    await pass(second);
    const forced = repeating.runNow(async () => {
      order.push("forced begins");
      await new Promise((resolve) => setTimeout(resolve, 60 * second));
      order.push("forced ends");
      return 7;
    });
    await pass(80 * second);
    expect(await forced).toBe(7);
    expect(order.slice(0, 6)).toEqual([
      "turn begins",
      "turn ends",
      "forced begins",
      "forced ends",
      "turn begins",
      "turn ends",
    ]);
  });

  it("rejects where another process is at it, and with what goes wrong", async () => {
    const leases = createLeases();
    start({}, { leases, work: () => new Promise(() => {}) });
    await pass(0);
    const { repeating, failures } = start({}, { leases, holder: "other" });
    await expect(repeating.runNow(async () => {})).rejects.toThrow("another process");
    await pass(leaseMs);
    await expect(repeating.runNow(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(failures).toEqual([]);
  });
});
