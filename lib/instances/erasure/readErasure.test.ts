import { expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { eventOf, testPseudonyms } from "../../statistics/testing/fleet";
import { eraseInstance } from "./eraseInstance";
import { purgeErased } from "./purgeErased";
import { readErasure } from "./readErasure";
import { undoErasure } from "./undoErasure";

const now = new Date("2026-11-25T12:00:00Z");
const afterPurge = new Date("2026-12-03T12:00:00Z");
const key = testPseudonyms.instanceKey("c0000000000000000001");

onDatabase((open) => {
  const openWithInstance = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 60 });
    await writeEvents(database, [eventOf(1, "engine_started", { time: "2026-11-25T08:00:00Z" })], {
      timeoutMs: 5_000,
      isRetry: false,
    });
    return database;
  };

  it("knows an instance that is hidden, its receipt, and that it was undone", async (context) => {
    const database = await openWithInstance(context);
    expect(await readErasure({ database }, { key })).toBeNull();
    const receipt = await eraseInstance({ database, now }, { key, refuseEvents: true });
    expect(await readErasure({ database }, { key })).toEqual({ kind: "hidden", receiptId: receipt?.id });
    await undoErasure({ database, now }, { key });
    expect(await readErasure({ database }, { key })).toBeNull();
  });

  it("knows one that is purged only where its events are refused", async (context) => {
    const database = await openWithInstance(context);
    await eraseInstance({ database, now }, { key, refuseEvents: true });
    await purgeErased(database, { now: afterPurge });
    expect(await readErasure({ database }, { key })).toEqual({ kind: "refused" });
    await undoErasure({ database, now: afterPurge }, { key });
    expect(await readErasure({ database }, { key })).toBeNull();
  });
});
