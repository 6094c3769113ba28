import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import { callOf } from "../../ingest/calls";
import { Ingest } from "../../ingest/ingest";
import { noDifferences, recount } from "../../ingest/testing/recount";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { computePeriod } from "../../statistics/count/computePeriod";
import { statistics } from "../../statistics/declared/statistics";
import { eventOf, testPseudonyms } from "../../statistics/testing/fleet";
import { privately } from "../../statistics/testing/publications";
import { periodOf } from "../../words/period";
import { eraseInstance } from "./eraseInstance";
import { purgeErased } from "./purgeErased";
import { readReceipt } from "./receipt";
import { openRefusals } from "./refusals";
import { undoErasure } from "./undoErasure";

const now = new Date("2026-11-25T12:00:00Z");
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const clearId = (instance: number) => `c${String(instance).padStart(19, "0")}`;
const keyOf = (instance: number) => testPseudonyms.instanceKey(clearId(instance));
const branch = "customer-acme";

onDatabase((open, kind) => {
  const openWith = async (context: Parameters<typeof open>[0], instances: readonly number[]) => {
    const { database, options } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 60 });
    for (const instance of instances) {
      await writeEvents(
        database,
        [
          eventOf(instance, "engine_started", { time: "2026-11-23T08:00:00Z" }),
          eventOf(instance, "engine_started", {
            time: "2026-11-24T08:00:00Z",
            received: "2026-11-25T08:00:00Z",
          }),
          eventOf(instance, "clone_reset", { time: "2026-11-24T09:00:00Z", data: { cloning_time: 2 } }),
          eventOf(instance, "branch_created", { time: "2026-11-24T10:00:00Z", data: { name: branch } }),
          eventOf(instance, "alert", { time: "2026-11-25T10:00:00Z" }),
        ],
        { timeoutMs: 5_000, isRetry: false },
      );
    }
    return { database, options };
  };
  const activeInstances = async (database: Database) => {
    const week = periodOf("week", "2026-11-25");
    const { points } = await computePeriod(database, week, statistics, privately);
    return points
      .filter((point) => point.statistic === "file-systems")
      .reduce((sum, point) => sum + point.instances, 0);
  };

  describe("erasing an instance", () => {
    it("hides it from open periods at once, and undoing brings everything back", async (context) => {
      const { database } = await openWith(context, [1, 2]);
      expect(await activeInstances(database)).toBe(2);
      const receipt = await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: false });
      expect(receipt).toMatchObject({
        state: "hidden",
        requestedAt: now.toISOString(),
        purgeAt: later(7).toISOString(),
        refusesEvents: false,
        counts: { events: 5, days: 3 },
      });
      expect(await activeInstances(database)).toBe(1);
      // Its engine goes on.
      await writeEvents(database, [eventOf(1, "snapshot_created", { time: "2026-11-25T13:00:00Z" })], {
        timeoutMs: 5_000,
        isRetry: false,
      });
      expect(await activeInstances(database)).toBe(1);

      expect(await undoErasure({ database, now: later(3) }, { key: keyOf(1) })).toMatchObject({
        kind: "restored",
        receipt: { id: receipt?.id, state: "undone", undoneAt: later(3).toISOString() },
      });
      expect(await activeInstances(database)).toBe(2);
      expect(await recount(database)).toEqual(noDifferences);
      expect(await purgeErased(database, { now: later(30) })).toBe(0);
    });

    it("is done once, and only for what is there", async (context) => {
      const { database } = await openWith(context, [1]);
      expect(await eraseInstance({ database, now }, { key: keyOf(9), refuseEvents: true })).toBeNull();
      expect(await database.query("select from refused_instance")).toEqual([]);
      expect(await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: false })).not.toBeNull();
      expect(await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: true })).toBeNull();
      expect(await undoErasure({ database, now }, { key: keyOf(9) })).toBeNull();
    });

    it("purges nothing before its time, and then nothing of anybody else", async (context) => {
      const { database } = await openWith(context, [1, 2]);
      const receipt = await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: false });
      expect(await purgeErased(database, { now: later(6.99) })).toBe(0);
      expect(await purgeErased(database, { now: later(7) })).toBe(1);
      expect(await readReceipt({ database }, { id: receipt?.id ?? "" })).toMatchObject({
        state: "purged",
        purgedAt: later(7).toISOString(),
        counts: { events: 5, days: 3 },
      });
      expect(await undoErasure({ database, now: later(7) }, { key: keyOf(1) })).toBeNull();
      expect(await database.query("select distinct instance_key from event")).toEqual([
        { instance_key: keyOf(2) },
      ]);
      expect(await recount(database)).toEqual(noDifferences);
    });

    it("leaves nothing of it in any table or file", async (context) => {
      const { database, options } = await openWith(context, [1]);
      const ids = await database.query<{ id: string }>("select id from event");
      const [hashed] = await database.query<{ name: string }>(
        "select data ->> 'name' as name from event where event_type = 'branch_created'",
      );
      const traces = [keyOf(1), clearId(1), branch, hashed?.name ?? "", ...ids.map(({ id }) => id)];
      expect(await tablesWith(database, traces)).toEqual(
        expect.arrayContaining(["event", "instance", "instance_day"]),
      );
      await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: false });
      await purgeErased(database, { now: later(7) });
      expect(await tablesWith(database, traces)).toEqual([]);
      expect(await database.query("select from erasure_receipt")).toHaveLength(1);

      if (kind === "postgresql") return;
      await database.close();
      // What identifies somebody in clear never reached a file; not even the log of changes has it.
      expect(filesWith(options.dataFolder, [clearId(1), branch])).toEqual([]);
    });

    it("keeps of a refused instance that it is refused, and nothing else", async (context) => {
      const { database } = await openWith(context, [1]);
      await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: true });
      await purgeErased(database, { now: later(7) });
      expect(await tablesWith(database, [keyOf(1), clearId(1)])).toEqual(["refused_instance"]);
      expect(await undoErasure({ database, now: later(8) }, { key: keyOf(1) })).toEqual({ kind: "accepted" });
      expect(await tablesWith(database, [keyOf(1)])).toEqual([]);
    });

    it("finishes a purge that was interrupted, which cannot be undone any more", async (context) => {
      const { database } = await openWith(context, [1]);
      await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: false });
      let transactions = 0;
      const failing: Database = {
        ...database,
        transaction: (...parameters) => {
          transactions += 1;
          return transactions === 2
            ? Promise.reject(new Error("power cut"))
            : database.transaction(...parameters);
        },
      };
      await expect(purgeErased(failing, { now: later(7) })).rejects.toThrow("power cut");
      expect(await undoErasure({ database, now: later(7) }, { key: keyOf(1) })).toBeNull();
      expect(await purgeErased(database, { now: later(7) })).toBe(1);
      expect(await tablesWith(database, [keyOf(1)])).toEqual([]);
    });

    it("while its engine sends, leaves roll-ups equal to a recount", async (context) => {
      const { database } = await openWith(context, [1, 2]);
      const ingest = ingestOn(database);
      const refusals: number[] = [];
      let isSending = true;
      const senders = Array.from({ length: 8 }, async (_, sender) => {
        for (let count = 0; isSending; count += 1) {
          const id = clearId(sender % 2 === 0 ? 1 : 2);
          const status = await ingest.send(id, count % 3 === 0 ? "engine_started" : "clone_reset");
          if (status !== 200) refusals.push(status);
        }
      });
      let purged = 0;
      // What was purged can be erased again when the next fold has made the instance anew.
      for (let round = 0; purged < 4; round += 1) {
        await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: false });
        if (round % 4 === 1) await undoErasure({ database, now }, { key: keyOf(1) });
        else purged += await purgeErased(database, { now: later(8) }).catch(givesWay);
      }
      isSending = false;
      await Promise.all(senders);
      expect(refusals).toEqual([]);
      while ((await database.query("select from erasure")).length > 0)
        await purgeErased(database, { now: later(8) }).catch(givesWay);
      expect(await recount(database)).toEqual(noDifferences);
    });
  });

  it("drops events of a refused instance, and its engine notices nothing", async (context) => {
    const { database } = await openWith(context, [1]);
    await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: true });
    const refusals = await openRefusals(database);
    const ingest = ingestOn(database, refusals.isRefused);
    expect(await ingest.send(clearId(1), "clone_reset")).toBe(200);
    expect(await ingest.send(clearId(2), "clone_reset")).toBe(200);
    expect(
      await database.query("select count(*) as n from event where instance_key = $1::uuid", [keyOf(1)]),
    ).toEqual([{ n: 5 }]);
    expect(ingest.stored).toEqual([keyOf(2)]);

    await undoErasure({ database, now }, { key: keyOf(1) });
    await refusals.refresh();
    expect(await ingest.send(clearId(1), "clone_reset")).toBe(200);
    expect(ingest.stored).toEqual([keyOf(2), keyOf(1)]);
  });

  it("finds a receipt by its identifier only", async (context) => {
    const { database } = await openWith(context, [1]);
    const receipt = await eraseInstance({ database, now }, { key: keyOf(1), refuseEvents: false });
    expect(await readReceipt({ database }, { id: receipt?.id ?? "" })).toEqual(receipt);
    expect(await readReceipt({ database }, { id: randomUUID() })).toBeNull();
    expect(await readReceipt({ database }, { id: "' or true" })).toBeNull();
    expect(await readReceipt({ database }, { id: keyOf(1) })).toBeNull();
  });
});

/** A purge that waited too long for a row comes again. */
function givesWay(error: unknown): number {
  expect(error).toMatchObject({ sqlState: "55P03" });
  return 0;
}

function ingestOn(database: Database, isRefused: (key: string) => boolean = () => false) {
  const stored: string[] = [];
  const ingest = new Ingest({
    database,
    pseudonyms: testPseudonyms,
    retentionDays: 60,
    rateLimitInstance: 0,
    rateLimitAddress: 0,
    isRefused,
    deadlineMs: 20_000,
    onStored: (rows) => stored.push(...rows.map((row) => row.instance_key)),
    now: () => now,
  });
  onTestFinished(() => ingest.close());
  const call = callOf("/api/rpc/telemetry_event");
  return {
    stored,
    async send(instanceId: string, type: string): Promise<number> {
      const data = eventOf(1, type, { time: now.toISOString() }).data;
      const answer = await ingest.handle(call as NonNullable<typeof call>, {
        method: "POST",
        contentEncoding: undefined,
        contentType: undefined,
        body: Buffer.from(JSON.stringify({ instance_id: instanceId, event_type: type, event_data: data })),
        address: null,
      });
      return answer.status;
    },
  };
}

/** The tables that hold one of these texts in any column. */
async function tablesWith(database: Database, traces: readonly string[]): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query(
      `select from "${name}" as t where exists (
         select from unnest($1::text[]) as trace where position(trace in t::text) > 0) limit 1`,
      [traces],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

function filesWith(folder: string, traces: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return traces.some((trace) => bytes.includes(trace));
    });
}
