import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import type { EventRow } from "../../ingest/keepEvent";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { engineVersionStatistic } from "../../statistics/declared/engineVersions";
import { exampleReading } from "../../statistics/testing/exampleReading";
import { eventOf } from "../../statistics/testing/fleet";
import { readNow } from "./readNow";

const fresh = { timeoutMs: 10_000, isRetry: false };
const now = () => new Date("2026-11-20T12:00:00Z");
const keyOf = (instance: number) => eventOf(instance, "alert", { time: now().toISOString() }).instance_key;

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0], rows: readonly EventRow[]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: now(), retentionDays: 90 });
    if (rows.length > 0) await writeEvents(database, rows, fresh);
    const read = (instance = 1, isExample = false) =>
      readNow(database, keyOf(instance), {
        isExample,
        now,
        readStatistic: async () => exampleReading(engineVersionStatistic),
      });
    return { database, read };
  };

  describe("readNow", () => {
    it("says what an instance is, by its latest start and all that it sent", async (context) => {
      const latest = eventOf(1, "engine_started", {
        time: "2026-11-19T10:00:00Z",
        data: { engine_version: "v4.0.0-20250630-1030" },
      });
      const { read } = await ready(context, [
        eventOf(1, "engine_started", { time: "2026-11-10T10:00:00Z" }),
        eventOf(1, "engine_stopped", { time: "2026-11-12T10:00:00Z" }),
        latest,
        eventOf(1, "clone_reset", { time: "2026-11-19T11:00:00.5Z" }),
        { ...eventOf(1, "alert", { time: "2026-11-12T09:00:00Z" }), event_type: "engine_paused" },
        eventOf(2, "alert", { time: "2026-11-20T10:00:00Z" }),
      ]);
      const found = await read();
      expect(found).toEqual({
        isExample: false,
        edition: "community",
        firstSeen: "2026-11-10T10:00:00.000Z",
        lastSeen: "2026-11-19T11:00:00.500Z",
        daysSeen: 3,
        start: { at: "2026-11-19T10:00:00.000Z", data: latest.data },
        state: { kind: "running", since: "2026-11-19T10:00:00.000Z" },
        versionClass: "4.0",
        newerVersions: ["4.2", "4.1"],
        scheduleWords: "Weekly, on Mondays at 00:00",
        events: [
          { type: "engine_started", title: "Engine started", events: 2, lastDay: "2026-11-19" },
          { type: "engine_stopped", title: "Engine stopped", events: 1, lastDay: "2026-11-12" },
          { type: "clone_reset", title: "Clone reset", events: 1, lastDay: "2026-11-19" },
          { type: "engine_paused", title: "engine_paused", events: 1, lastDay: "2026-11-12" },
        ],
        totalEvents: 5,
      });
      expect(JSON.stringify(found?.start?.data)).toBe(JSON.stringify(latest.data));
    });

    it("is null for an instance that is not there or is erased, and empty for an example", async (context) => {
      const { database, read } = await ready(context, [
        eventOf(2, "alert", { time: "2026-11-20T10:00:00Z" }),
      ]);
      expect(await read(1)).toBeNull();
      expect(await read(1, true)).toMatchObject({
        isExample: true,
        firstSeen: null,
        start: null,
        state: { kind: "unknown", since: null },
        events: [],
      });
      expect(await read(2, true)).toMatchObject({ isExample: true, totalEvents: 1 });
      await database.query(
        "insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, gen_random_uuid(), now(), now())",
        [keyOf(2)],
      );
      expect(await read(2)).toBeNull();
    });

    it("knows little of an instance that never started", async (context) => {
      const { read } = await ready(context, [eventOf(1, "alert", { time: "2026-11-20T10:00:00Z" })]);
      expect(await read()).toMatchObject({
        start: null,
        state: { kind: "unknown", since: null },
        versionClass: null,
        newerVersions: [],
        scheduleWords: null,
        totalEvents: 1,
      });
    });

    it("knows that an engine stopped, and not whether a silent one runs", async (context) => {
      const { read } = await ready(context, [
        eventOf(1, "engine_started", { time: "2026-11-19T10:00:00Z" }),
        eventOf(1, "engine_stopped", { time: "2026-11-19T10:00:05Z" }),
        eventOf(2, "engine_started", { time: "2026-10-20T10:00:00Z" }),
        eventOf(3, "engine_stopped", { time: "2026-10-20T10:00:00Z" }),
        eventOf(4, "engine_stopped", { time: "2026-11-19T10:00:00Z" }),
        eventOf(4, "clone_reset", { time: "2026-11-19T10:00:01Z" }),
      ]);
      const states = await Promise.all([1, 2, 3, 4].map(async (instance) => (await read(instance))?.state));
      expect(states).toEqual([
        { kind: "stopped", since: "2026-11-19T10:00:05.000Z" },
        { kind: "silent", since: "2026-10-20T10:00:00.000Z" },
        { kind: "stopped", since: "2026-10-20T10:00:00.000Z" },
        { kind: "unknown", since: null },
      ]);
    });

    it("reads engine 3.0 on LVM, and offers no newer version to builds that are no release", async (context) => {
      const pools = { fs_type: "lvm", number: 1, total_size: 0, total_used: 0 };
      const started = (instance: number, engine_version: string) =>
        eventOf(instance, "engine_started", {
          time: "2026-11-19T10:00:00Z",
          data: {
            engine_version,
            pools,
            system: undefined,
            restore: { mode: "unknown", refreshing: "", jobs: null },
          },
        });
      const { read } = await ready(context, [
        started(1, "v3.0.0-20211220-1923"),
        started(2, "v4.0.0-rc.1-20250630-1030"),
        started(3, "v4.2.0-20261102-1216"),
      ]);
      expect(await read(1)).toMatchObject({ versionClass: "3.0", scheduleWords: "None" });
      expect((await read(1))?.newerVersions.slice(0, 2)).toEqual(["4.2", "4.1"]);
      expect(await read(2)).toMatchObject({ versionClass: "pre-release", newerVersions: [] });
      expect(await read(3)).toMatchObject({ versionClass: "4.2", newerVersions: [] });
    });

    it.for(["{}", "7", '{"engine_version": 7}', "null"])(
      "takes %s for a start that cannot be read",
      async (attributes, context) => {
        const { database, read } = await ready(context, [
          eventOf(1, "engine_started", { time: "2026-11-19T10:00:00Z" }),
        ]);
        await database.query("update instance set attributes = $1::jsonb", [attributes]);
        expect(await read()).toMatchObject({
          state: { kind: "running" },
          versionClass: null,
          newerVersions: [],
          scheduleWords: null,
        });
      },
    );
  });
});
