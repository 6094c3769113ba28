import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../database/partitions";
import { onDatabase } from "../database/testing/databases";
import { answeredBy, watched } from "../database/testing/watched";
import { DatabaseUnavailable } from "../database/types";
import { eventOf } from "../statistics/testing/fleet";
import { createNewInstanceLimit } from "./newInstances";
import { writeEvents } from "./testing/writeEvents";

const noon = new Date("2026-11-20T12:00:00Z");
const keyOf = (instance: number) => rowOf(instance).instance_key;
const rowOf = (instance: number) => eventOf(instance, "snapshot_created", { time: noon.toISOString() });

describe("the limit of new instances", () => {
  /** A limit of two on a database that has nothing, with a clock. */
  function limitOfTwo(database = answeredBy(async () => [])) {
    let at = noon;
    const limit = createNewInstanceLimit({ database, perNetworkAndDay: 2, now: () => at });
    const refusedOf = async (network: string, ...instances: number[]) => {
      const { refused } = await limit(network, instances.map(keyOf));
      return instances.filter((instance) => refused.has(keyOf(instance)));
    };
    return { limit, refusedOf, setTime: (time: string) => (at = new Date(time)) };
  }

  it("holds for each network by itself, and counts an instance once", async () => {
    const { refusedOf } = limitOfTwo();
    expect(await refusedOf("192.0.2", 1, 1, 1)).toEqual([]);
    expect(await refusedOf("192.0.2", 1, 2, 3)).toEqual([3]);
    expect(await refusedOf("192.0.2", 2, 1)).toEqual([]);
    expect(await refusedOf("192.0.3", 3, 4, 5)).toEqual([5]);
    // It is known now, wherever it comes from.
    expect(await refusedOf("192.0.2", 3)).toEqual([]);
  });

  it("begins anew with the day (UTC), and says when that is", async () => {
    const { limit, refusedOf, setTime } = limitOfTwo();
    expect(await refusedOf("n", 1, 2, 3)).toEqual([3]);
    expect((await limit("n", [keyOf(3)])).retryAfterSeconds).toBe(12 * 3_600);
    setTime("2026-11-20T23:59:59.500Z");
    expect((await limit("n", [keyOf(3)])).retryAfterSeconds).toBe(1);
    setTime("2026-11-21T00:00:00Z");
    expect(await refusedOf("n", 3, 4, 5)).toEqual([5]);
  });

  it("counts an instance once that two requests bring at the same time", async () => {
    const { refusedOf } = limitOfTwo();
    const all = await Promise.all([refusedOf("n", 1, 2), refusedOf("n", 2, 1), refusedOf("n", 1)]);
    expect(all).toEqual([[], [], []]);
  });

  it("refuses nobody where the database is away, and counts nothing then", async () => {
    let isAway = true;
    const { refusedOf } = limitOfTwo(
      answeredBy(async () => {
        if (isAway) throw new DatabaseUnavailable("gone");
        return [];
      }),
    );
    expect(await refusedOf("n", 1, 2, 3, 4)).toEqual([]);
    isAway = false;
    expect(await refusedOf("n", 1, 2, 3)).toEqual([3]);
  });

  it("does not hide a fault of its own", async () => {
    const { refusedOf } = limitOfTwo(answeredBy(() => Promise.reject(new Error("no such table"))));
    await expect(refusedOf("n", 1)).rejects.toThrow("no such table");
  });
});

onDatabase((open) => {
  it("takes stored instances for known, by one statement for all, and asks for none again", async (context) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: noon, retentionDays: 40 });
    await writeEvents(database, [rowOf(1), rowOf(2), rowOf(3)], { timeoutMs: 5_000, isRetry: false });
    // Hidden until it is purged, and not new.
    await database.query(
      "insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, $1, now(), now())",
      [keyOf(3)],
    );
    let statements = 0;
    const counting = watched(database, (run) => {
      statements += 1;
      return run();
    });
    const limit = createNewInstanceLimit({ database: counting, perNetworkAndDay: 1, now: () => noon });
    for (let round = 0; round < 3; round += 1) {
      const { refused } = await limit("n", [1, 2, 3, 4].map(keyOf));
      expect([...refused]).toEqual([]);
    }
    expect(statements).toBe(1);
    expect([...(await limit("n", [keyOf(5)])).refused]).toEqual([keyOf(5)]);
    expect(statements).toBe(2);
  });
});
