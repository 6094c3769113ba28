import { describe, expect, it, vi } from "vitest";
import { DatabaseError, DatabaseUnavailable } from "../database/types";
import { CommitQueue, type CommitQueueOptions } from "./commitQueue";
import type { EventRow } from "./keepEvent";

const row = (id: string): EventRow => ({
  instance_key: "00000000-0000-8000-8000-000000000000",
  event_time: "2026-11-23T00:00:00.000Z",
  id,
  event_type: "snapshot_created",
  received_at: "2026-11-23T00:00:00.000Z",
  data: {},
  example: false,
  left_out: null,
  counted_by: "event_time",
  edition: null,
  keyed: false,
});

function queueWith(write: CommitQueueOptions["write"], options: Partial<CommitQueueOptions> = {}) {
  return new CommitQueue({ write, capacity: 100, batchRows: 10, deadlineMs: 60_000, ...options });
}

/** A write that waits until it is let through. */
function gate() {
  const batches: string[][] = [];
  const waiting: (() => void)[] = [];
  const write: CommitQueueOptions["write"] = (rows) => {
    batches.push(rows.map(({ id }) => id));
    return new Promise((resolve) => waiting.push(() => resolve(new Set())));
  };
  return { batches, write, open: () => waiting.shift()?.() };
}

describe("CommitQueue", () => {
  it("writes what came together in one batch and answers only after the write", async () => {
    const { batches, write, open } = gate();
    const queue = queueWith(write);
    let answered = 0;
    const answers = [queue.submit([row("a")]), queue.submit([row("b")])].map((answer) =>
      answer.then((outcomes) => {
        answered += 1;
        return outcomes;
      }),
    );
    await vi.waitFor(() => expect(batches).toEqual([["a", "b"]]));
    expect(answered).toBe(0);
    open();
    expect(await Promise.all(answers)).toEqual([["stored"], ["stored"]]);
  });

  it("gathers the next batch while it writes, and splits it at batchRows without tearing a submission", async () => {
    const { batches, write, open } = gate();
    const queue = queueWith(write, { batchRows: 3 });
    const first = queue.submit([row("a")]);
    await vi.waitFor(() => expect(batches).toHaveLength(1));
    const rest = [
      queue.submit([row("b"), row("c")]),
      queue.submit([row("d"), row("e")]),
      queue.submit([row("f")]),
    ];
    open();
    await first;
    await vi.waitFor(() => expect(batches).toHaveLength(2));
    open();
    await vi.waitFor(() => expect(batches).toHaveLength(3));
    open();
    await Promise.all(rest);
    expect(batches).toEqual([["a"], ["b", "c"], ["d", "e", "f"]]);
  });

  it("refuses at once when more rows wait than fit", async () => {
    const { batches, write, open } = gate();
    const queue = queueWith(write, { capacity: 2 });
    const first = queue.submit([row("a")]);
    await vi.waitFor(() => expect(batches).toHaveLength(1));
    const second = queue.submit([row("b"), row("c")]);
    await expect(queue.submit([row("d")])).rejects.toMatchObject({ refusal: { reason: "queue_full" } });
    open();
    await first;
    await vi.waitFor(() => expect(batches).toHaveLength(2));
    open();
    expect(await second).toEqual(["stored", "stored"]);
  });

  it("answers at the deadline, whatever the database does, and does not write what it gave up", async () => {
    const { batches, write, open } = gate();
    const queue = queueWith(write, { deadlineMs: 100 });
    const isGivenUp = { refusal: { reason: "database_unavailable" } };
    // Expected from the start: on a busy machine the deadline passes before the next line.
    const stuck = expect(queue.submit([row("a")])).rejects.toMatchObject(isGivenUp);
    await vi.waitFor(() => expect(batches).toHaveLength(1));
    const waiting = expect(queue.submit([row("b")])).rejects.toMatchObject(isGivenUp);
    await Promise.all([stuck, waiting]);
    open();
    await queue.close();
    expect(batches).toEqual([["a"]]);
    expect(queue.waitingRows).toBe(0);
  });

  it("lets one that waits less long go first, and writes for the other all the same", async () => {
    const { batches, write, open } = gate();
    const queue = queueWith(write, { deadlineMs: 60_000 });
    const patient = queue.submit([row("a")]);
    await vi.waitFor(() => expect(batches).toHaveLength(1));
    const second = queue.submit([row("b")]);
    await expect(queue.submit([row("c")], 50)).rejects.toMatchObject({
      refusal: { reason: "database_unavailable" },
    });
    expect(queue.waitingRows).toBe(1);
    open();
    expect(await patient).toEqual(["stored"]);
    await vi.waitFor(() => expect(batches).toEqual([["a"], ["b"]]));
    open();
    expect(await second).toEqual(["stored"]);
  });

  it("tries again after a passing failure", async () => {
    const failures = [new DatabaseUnavailable("gone"), new DatabaseError("deadlock", { sqlState: "40P01" })];
    const queue = queueWith(async () => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return new Set();
    });
    expect(await queue.submit([row("a")])).toEqual(["stored"]);
    expect(failures).toEqual([]);
  });

  it("refuses with 503 when the database stays away, and works again when it is back", async () => {
    let away = true;
    const queue = queueWith(
      async () => {
        if (away) throw new DatabaseUnavailable("away");
        return new Set();
      },
      { deadlineMs: 150 },
    );
    await expect(queue.submit([row("a")])).rejects.toMatchObject({
      refusal: { reason: "database_unavailable" },
    });
    away = false;
    expect(await queue.submit([row("b")])).toEqual(["stored"]);
  });

  it("does not let a row that the database rejects take others with it", async () => {
    const stored: string[] = [];
    const queue = queueWith(async (rows) => {
      if (rows.some(({ id }) => id === "bad")) throw new DatabaseError("no", { sqlState: "22P02" });
      stored.push(...rows.map(({ id }) => id));
      return new Set();
    });
    const answers = await Promise.all([
      queue.submit([row("a")]),
      queue.submit([row("b"), row("bad"), row("c")]),
      queue.submit([row("d")]),
    ]);
    expect(answers).toEqual([["stored"], ["stored", "failed", "stored"], ["stored"]]);
    expect(stored.sort()).toEqual(["a", "b", "c", "d"]);
  });

  it("says which rows were there before", async () => {
    const queue = queueWith(async (rows) => new Set(rows.filter(({ id }) => id === "b")));
    const sentAgain = { ...row("b"), keyed: true };
    expect(await queue.submit([row("a"), sentAgain])).toEqual(["stored", "repeated"]);
    // Nobody can have sent this one before: an attempt of our own has written it.
    expect(await queue.submit([row("b")])).toEqual(["stored"]);
  });

  it("writes what waits before it closes, and refuses what comes after", async () => {
    const written: string[] = [];
    const queue = queueWith(async (rows) => {
      written.push(...rows.map(({ id }) => id));
      return new Set();
    });
    const answer = queue.submit([row("a")]);
    await queue.close();
    expect(written).toEqual(["a"]);
    expect(await answer).toEqual(["stored"]);
    await expect(queue.submit([row("b")])).rejects.toMatchObject({ refusal: { reason: "queue_full" } });
  });

  it("lets who has somewhere else to go leave at once where the database is away, and goes on for the others", async () => {
    let attempts = 0;
    const queue = queueWith(async () => {
      attempts += 1;
      if (attempts < 4) throw new DatabaseUnavailable("away");
      return new Set();
    });
    const patient = queue.submit([row("a")]);
    const impatient = queue.submit([row("b")], 30_000);
    await expect(impatient).rejects.toMatchObject({ refusal: { reason: "database_unavailable" } });
    // Once more than the first time: a connection may have broken, with nothing wrong with the database.
    expect(attempts).toBe(2);
    expect(await patient).toEqual(["stored"]);
  });

  it("does not send anybody away for one broken connection", async () => {
    let attempts = 0;
    const queue = queueWith(async () => {
      attempts += 1;
      if (attempts === 1) throw new DatabaseUnavailable("broke");
      return new Set();
    });
    expect(await queue.submit([row("a")], 30_000)).toEqual(["stored"]);
  });
});
