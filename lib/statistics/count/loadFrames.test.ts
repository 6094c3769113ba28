import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { periodOf } from "../../words/period";
import type { Frame } from "../declare/frame";
import { eventOf } from "../testing/fleet";
import { privately } from "../testing/publications";
import { loadFrame, loadFrames } from "./loadFrames";

const fresh = { timeoutMs: 10_000, isRetry: false };
const week = periodOf("week", "2026-11-18");
const keyOf = (instance: number) => eventOf(instance, "alert", { time: "2026-11-18T10:00:00Z" }).instance_key;

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: new Date("2026-11-20T12:00:00Z"), retentionDays: 400 });
    const at = (day: string) => `${day}T10:00:00Z`;
    await writeEvents(
      database,
      [
        eventOf(1, "engine_started", { time: at("2026-11-10") }),
        eventOf(1, "clone_reset", { time: at("2026-11-17"), data: { cloning_time: 2 } }),
        eventOf(1, "alert", { time: at("2026-11-18") }),
        eventOf(2, "engine_started", { time: at("2026-11-10"), data: { db_version: "15" } }),
        eventOf(3, "alert", { time: at("2026-11-18") }),
        eventOf(4, "engine_started", { time: at("2026-05-19") }),
        // After the week.
        eventOf(1, "engine_started", { time: at("2026-11-23"), data: { db_version: "18" } }),
        eventOf(5, "engine_started", { time: at("2026-11-23") }),
      ],
      fresh,
    );
    return database;
  };

  describe("loadFrame", () => {
    it("reads of one instance what loadFrames reads of all", async (context) => {
      const database = await ready(context);
      const all: Frame[] = [];
      for await (const page of loadFrames(database, week, privately)) all.push(...page.frames);
      const loaded = await Promise.all(
        [1, 2].map((instance) => loadFrame(database, keyOf(instance), week, privately)),
      );
      expect(all).toHaveLength(2);
      const withoutNews = all.map((frame) => ({ ...frame, isNew: false }));
      expect(loaded.map((one) => one?.frame)).toEqual(expect.arrayContaining(withoutNews));
      expect(loaded[0]?.frame?.events).toEqual(
        new Map([
          ["alert", 1],
          ["clone_reset", 1],
        ]),
      );
      expect(loaded.map((one) => one?.frame?.isActive)).toEqual([true, false]);
    });

    it("knows the past of an instance", async (context) => {
      const database = await ready(context);
      const at = (day: string) => ({ time: `${day}T10:00:00Z` });
      await writeEvents(
        database,
        [
          eventOf(6, "alert", at("2026-01-05")),
          eventOf(6, "engine_started", { ...at("2026-08-01"), data: { db_version: "15" } }),
          eventOf(6, "alert", at("2026-08-23")),
          eventOf(6, "alert", at("2026-11-17")),
        ],
        fresh,
      );
      const past = { firstDay: "2026-01-05", lastDayBefore: "2026-08-23", lastDay: "2026-11-17" };
      expect((await loadFrame(database, keyOf(6), week, privately))?.frame).toMatchObject({
        ...past,
        attributesBefore: null,
      });
      await writeEvents(database, [eventOf(6, "engine_started", at("2026-11-18"))], fresh);
      expect((await loadFrame(database, keyOf(6), week, privately))?.frame).toMatchObject({
        ...past,
        lastDay: "2026-11-18",
        attributesBefore: { db_version: "15" },
      });
    });

    it("knows the builds of an instance", async (context) => {
      const database = await ready(context);
      const at = (day: string) => ({ time: `${day}T10:00:00Z` });
      const start = (day: string, engine_version: string) =>
        eventOf(6, "engine_started", { ...at(day), data: { engine_version } });
      await writeEvents(
        database,
        [
          start("2026-02-01", "v4.0.0-20250630-1030"),
          start("2026-03-01", "v4.0.0-20250630-1030"),
          start("2026-11-16", "v4.1.3-20260507-0910"),
          start("2026-11-23", "v4.2.0-20261102-1216"),
        ],
        fresh,
      );
      const frame = (await loadFrame(database, keyOf(6), week, privately))?.frame;
      expect(frame?.builds).toEqual([
        { version: "v4.0.0-20250630-1030", firstDay: "2026-02-01", lastDay: "2026-03-01" },
        { version: "v4.1.3-20260507-0910", firstDay: "2026-11-16", lastDay: "2026-11-16" },
      ]);
    });

    it("says why an instance is not counted", async (context) => {
      const database = await ready(context);
      const load = (instance: number) =>
        loadFrame(database, keyOf(instance), week, { ...privately, countAfterDays: 7 });
      expect(await load(1)).toMatchObject({ isKnownLongEnough: true, hasStarted: true, isExcluded: false });
      expect(await load(2)).toMatchObject({
        isKnownLongEnough: false,
        countsFrom: new Date("2026-11-17T10:00:00Z"),
        hasStarted: true,
      });
      expect(await load(3)).toMatchObject({ hasStarted: false, frame: null });
      expect(await load(4)).toMatchObject({ frame: { isActive: false, lastDay: "2026-05-19" } });
      expect(await load(5)).toMatchObject({ isKnownLongEnough: false, hasStarted: false, frame: null });
      expect(await load(6)).toBeNull();
      await database.query("update instance set excluded_at = now() where instance_key = $1", [keyOf(1)]);
      expect(await load(1)).toMatchObject({ isExcluded: true });
    });

    it("has no frame of a start that cannot be read, and nothing of an erased instance", async (context) => {
      const database = await ready(context);
      await database.query("update instance_day set attributes = '7'::jsonb where instance_key = $1", [
        keyOf(1),
      ]);
      expect(await loadFrame(database, keyOf(1), week, privately)).toMatchObject({
        hasStarted: true,
        frame: null,
      });
      await database.query(
        "insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, gen_random_uuid(), now(), now())",
        [keyOf(1)],
      );
      expect(await loadFrame(database, keyOf(1), week, privately)).toBeNull();
    });
  });

  describe("loadFrames", () => {
    const keysOf = async (
      database: Awaited<ReturnType<typeof ready>>,
      rule: Parameters<typeof loadFrames>[2],
    ) => {
      const found: [boolean, boolean][] = [];
      for await (const { frames } of loadFrames(database, week, rule))
        found.push(...frames.map(({ isActive, isNew }): [boolean, boolean] => [isActive, isNew]));
      return found;
    };

    it("counts an instance once it was seen so many days after it was first known", async (context) => {
      const database = await ready(context);
      expect(await keysOf(database, { ...privately, countAfterDays: 7 })).toEqual([[true, true]]);
      expect(await keysOf(database, { ...privately, countAfterDays: 8 })).toEqual([[true, true]]);
      expect(await keysOf(database, { ...privately, countAfterDays: 9 })).toEqual([]);
    });

    it("tells who is new since a day", async (context) => {
      const database = await ready(context);
      const rule = { ...privately, knownBefore: "2026-11-12" };
      expect((await keysOf(database, rule)).toSorted()).toEqual([
        [false, false],
        [true, false],
      ]);
      expect(await keysOf(database, { ...privately, countAfterDays: 7, knownBefore: "2026-11-18" })).toEqual([
        [true, false],
      ]);
    });

    it("leaves out whom the operator excluded", async (context) => {
      const database = await ready(context);
      await database.query("update instance set excluded_at = now() where instance_key = $1", [keyOf(1)]);
      expect(await keysOf(database, privately)).toEqual([[false, false]]);
    });
  });
});
