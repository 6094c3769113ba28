import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bucketMidpointSeconds, catalogue, cloneTimeBucket, describeFields } from "../../catalogue";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { watched } from "../../database/testing/watched";
import type { Database } from "../../database/types";
import type { EventRow } from "../../ingest/keepEvent";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { readCsv } from "../../statistics/export/testing/readCsv";
import { eventOf, testPseudonyms } from "../../statistics/testing/fleet";
import { safeText } from "../../words/csv";
import { dayOf } from "../../words/period";
import { dayColumns } from "./dayRows";
import { eventColumns } from "./eventCells";
import { type ExportForm, type ExportOptions, ExportStopped, exportInstance } from "./exportInstance";
import { dayRecordSchema, endRecordSchema, instanceRecordSchema, recordSchemas } from "./records";
import { capturedRows } from "./testing/captured";

const now = new Date("2026-11-20T12:00:00.000Z");
const fresh = { timeoutMs: 20_000, isRetry: false };
const instanceId = "c0000000000000000001";
const key = testPseudonyms.instanceKey(instanceId);
const captured = capturedRows(instanceId, "2026-11-14T22:00:00.007Z", 997_001);
const others = capturedRows("c0000000000000000002", "2026-11-14T22:00:00.007Z", 997_001);

interface Line {
  readonly kind: string;
  readonly [name: string]: unknown;
}

const inOrder = (rows: readonly EventRow[]) =>
  rows.toSorted((one, other) => (`${one.event_time} ${one.id}` < `${other.event_time} ${other.id}` ? -1 : 1));

/** What an export has to say of rows as they were written. */
const expectedEvents = (rows: readonly EventRow[]) =>
  inOrder(rows).map(({ id, event_time, received_at, event_type, data, left_out, counted_by }) => ({
    id,
    event_time,
    received_at,
    event_type,
    event_data: data,
    left_out: left_out ?? [],
    counted_by,
  }));

const countByType = (rows: readonly EventRow[]) => {
  const counts: Record<string, number> = {};
  for (const { event_type } of rows) counts[event_type] = (counts[event_type] ?? 0) + 1;
  return counts;
};

/** The table of a CSV export as records, without the lines that begin with `#`. */
function readTable(text: string): Record<string, string | null>[] {
  const table = text
    .split("\r\n")
    .filter((line) => !line.startsWith("# "))
    .join("\r\n");
  const [header = [], ...rows] = readCsv(table);
  return rows.map((row) =>
    Object.fromEntries(header.map((name, index) => [String(name), row[index] ?? null])),
  );
}

const pageSchema = z.object({ by_type: z.record(z.string(), z.int()) });

const commentsOf = (text: string) => text.split("\r\n").filter((line) => line.startsWith("# "));

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0], ...batches: (readonly EventRow[])[]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 90 });
    for (const rows of batches) await writeEvents(database, rows, fresh);
    return database;
  };

  const make = (database: Database, form: ExportForm, options: Partial<ExportOptions> = {}) =>
    exportInstance(database, key, {
      form,
      instanceId,
      isExample: false,
      now,
      retentionDays: 400,
      ...options,
    });

  const text = async (...parameters: Parameters<typeof make>) => {
    let all = "";
    for await (const piece of make(...parameters)) all += piece;
    return all;
  };

  const lines = async (database: Database, options: Partial<ExportOptions> = {}): Promise<Line[]> => {
    const ndjson = await text(database, "ndjson", options);
    expect(ndjson.endsWith("\n")).toBe(true);
    return ndjson
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  const ofKind = (all: readonly Line[], wanted: string) =>
    all.filter(({ kind }) => kind === wanted).map(({ kind: _, ...record }) => record);

  describe("exportInstance", () => {
    it("has every event that was sent as it is kept, and no other instance's", async (context) => {
      const database = await ready(context, captured, others);
      const all = await lines(database);
      const events = ofKind(all, "event");
      expect(events).toEqual(expectedEvents(captured));
      expect(events).toHaveLength(289);
      const theirs = new Set(others.map(({ id }) => id));
      expect(events.filter(({ id }) => theirs.has(String(id)))).toEqual([]);
      expect(all.map(({ kind }) => kind).filter((kind, index, kinds) => kind !== kinds[index - 1])).toEqual([
        "manifest",
        "instance",
        "event",
        "day",
        "end",
      ]);
      for (const { kind, ...record } of all) {
        if (kind === "manifest") continue;
        const schema = recordSchemas[kind as keyof typeof recordSchemas];
        expect(schema.strict().parse(record)).toEqual(record);
      }
    });

    it("has what is counted by day, and at its end how much there is", async (context) => {
      const database = await ready(context, captured, others);
      const all = await lines(database);
      const days = ofKind(all, "day").map((day) => dayRecordSchema.parse(day));
      expect(days.map(({ day }) => day)).toEqual([
        ...new Set(inOrder(captured).map(({ event_time }) => dayOf(event_time))),
      ]);
      for (const { day, events, clone_times, values, started_at, start_id, attributes } of days) {
        const ofDay = inOrder(captured.filter((row) => dayOf(row.event_time) === day));
        expect(events).toEqual(countByType(ofDay));
        const measured = ofDay.flatMap(({ event_type, data }) =>
          event_type.startsWith("clone_") ? (cloneTimeBucket(Number(data.cloning_time)) ?? []) : [],
        );
        expect(clone_times.flatMap(({ bucket, clones }) => Array<number>(clones).fill(bucket))).toEqual(
          measured.sort((one, other) => one - other),
        );
        for (const { bucket, seconds } of clone_times) {
          expect(seconds / bucketMidpointSeconds(bucket)).toBeCloseTo(1, 4);
        }
        const alerts = ofDay.filter(({ event_type }) => event_type === "alert");
        const levels = Object.entries(values["alert.level"] ?? {});
        expect(levels.reduce((sum, [, count]) => sum + count, 0)).toBe(alerts.length);
        const start = ofDay.findLast(({ event_type }) => event_type === "engine_started");
        expect([started_at, start_id, attributes]).toEqual([
          start?.event_time ?? null,
          start?.id ?? null,
          start?.data ?? null,
        ]);
      }
      expect(endRecordSchema.parse(ofKind(all, "end")[0])).toEqual({
        counts: { instance: 1, event: captured.length, day: days.length },
        events_by_type: countByType(captured),
      });
    });

    it("has days whose events are not kept any more, and days of events that came late", async (context) => {
      const late = eventOf(1, "alert", { time: "2026-11-17T10:00:00Z", received: "2026-11-20T11:00:00Z" });
      const database = await ready(context, [
        eventOf(1, "clone_reset", { time: "2026-10-01T10:00:00Z" }),
        late,
      ]);
      await database.query("delete from event where event_time < '2026-11-01T00:00:00Z'");
      const all = await lines(database, { pageDays: 1 });
      expect(ofKind(all, "event")).toHaveLength(1);
      const [first, second] = ofKind(all, "day").map((day) => dayRecordSchema.parse(day));
      expect(first).toMatchObject({ day: "2026-10-01", events: { clone_reset: 1 } });
      expect(second).toMatchObject({ day: "2026-11-17", events: { alert: 1 } });
    });

    it("has the names that are stored of the instance because they are not documented", async (context) => {
      const database = await ready(context, captured, others);
      await database.query(
        `insert into instance_week_unknown (instance_key, week, event_type, path)
         values ($1::uuid, '2026-11-09', 'clone_melted', ''), ($1::uuid, '2026-11-02', 'alert', 'event_data.color'),
           ($2::uuid, '2026-11-09', 'of_another', '')`,
        [key, others[0]?.instance_key],
      );
      const [instance] = ofKind(await lines(database), "instance");
      expect(instanceRecordSchema.strict().parse(instance).unknown_names).toEqual([
        { week: "2026-11-02", event_type: "alert", path: "event_data.color" },
        { week: "2026-11-09", event_type: "clone_melted", path: "" },
      ]);
    });

    it("explains itself: what occurs in it, field by field, and of what it is", async (context) => {
      const database = await ready(context, captured);
      const all = await lines(database, { baseUrl: "https://telemetry.dblab.test" });
      const [manifest] = ofKind(all, "manifest") as Record<string, never>[];
      expect(manifest).toMatchObject({
        exported_at: now.toISOString(),
        service: { url: "https://telemetry.dblab.test" },
        documentation: { events: "https://telemetry.dblab.test/events" },
      });
      const types = Object.entries(manifest?.event_types ?? {}) as [string, { fields: { path: string }[] }][];
      const occurring = new Set(captured.map(({ event_type }) => event_type));
      expect(types.map(([name]) => name)).toEqual(
        catalogue.types.map(({ name }) => name).filter((name) => occurring.has(name)),
      );
      for (const [name, { fields }] of types) {
        const type = catalogue.find(name);
        expect(fields.map(({ path }) => path)).toEqual(
          type && describeFields(type).map(({ path }) => `event_data.${path}`),
        );
      }
      const described = Object.entries(manifest?.records ?? {}) as [string, object][];
      expect(described.map(([kind]) => kind)).toEqual(["instance", "event", "day", "end"]);
      for (const [kind, fields] of described) {
        const [record] = ofKind(all, kind);
        expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(record ?? {})));
      }
      expect(ofKind(all, "instance")[0]).toMatchObject({ instance_id: instanceId, instance_key: key });
    });

    it("is as a JSON document what it is as lines", async (context) => {
      const database = await ready(context, captured, others);
      const all = await lines(database);
      const document = JSON.parse(await text(database, "json", { pageEvents: 100, pageDays: 2 }));
      expect(Object.keys(document)).toEqual(["manifest", "instance", "events", "days", "end"]);
      expect([document.instance]).toEqual(ofKind(all, "instance"));
      expect(document.events).toEqual(ofKind(all, "event"));
      expect(document.days).toEqual(ofKind(all, "day"));
      expect([document.end]).toEqual(ofKind(all, "end"));
      expect(document.manifest.event_types).toEqual(ofKind(all, "manifest")[0]?.event_types);
    });

    it("is the same however many events a piece has", async (context) => {
      // Many at the same moment, so that pages end in the middle of one.
      const rows = Array.from({ length: 24 }, (_, index) =>
        eventOf(1, "snapshot_created", { time: `2026-11-19T10:00:0${Math.floor(index / 6)}.000Z` }),
      );
      const database = await ready(context, rows);
      for (const pageEvents of [1, 5, 6, 23, 24, 25]) {
        const all = await lines(database, { pageEvents });
        expect(ofKind(all, "event")).toEqual(expectedEvents(rows));
        expect(ofKind(all, "end")[0]).toMatchObject({ counts: { event: 24 } });
      }
    });

    it("gives an example that sent nothing, and an instance without events", async (context) => {
      const database = await ready(context);
      for (const form of ["ndjson", "json", "csv", "days.csv"] as const) {
        expect(await text(database, form)).not.toBe("");
      }
      const all = await lines(database, { isExample: true });
      expect(all.map(({ kind }) => kind)).toEqual(["manifest", "instance", "end"]);
      expect(instanceRecordSchema.parse(ofKind(all, "instance")[0])).toMatchObject({
        instance_id: instanceId,
        example: true,
        first_seen: null,
      });
      expect(ofKind(all, "end")).toEqual([{ counts: { instance: 0, event: 0, day: 0 }, events_by_type: {} }]);
      expect(JSON.parse(await text(database, "json"))).toMatchObject({ events: [], days: [] });
      expect(readTable(await text(database, "csv"))).toEqual([]);
    });

    it("counts what is in the file, whatever arrives meanwhile", async (context) => {
      const rows = Array.from({ length: 9 }, (_, index) =>
        eventOf(1, "snapshot_created", { time: `2026-11-19T10:00:0${index}.000Z` }),
      );
      const database = await ready(context, rows);
      let all = "";
      for await (const piece of make(database, "ndjson", { pageEvents: 3 })) {
        all += piece;
        await writeEvents(database, [eventOf(1, "alert", { time: now.toISOString() })], fresh);
      }
      const records = all
        .trimEnd()
        .split("\n")
        .map((line): Line => JSON.parse(line));
      expect(ofKind(records, "event")).toEqual(expectedEvents(rows));
      expect(ofKind(records, "end")[0]).toMatchObject({ events_by_type: { snapshot_created: 9 } });
    });

    it("has no end where the instance is erased meanwhile, and nothing of an erased one", async (context) => {
      const rows = Array.from({ length: 9 }, (_, index) =>
        eventOf(1, "snapshot_created", { time: `2026-11-19T10:00:0${index}.000Z` }),
      );
      const database = await ready(context, rows);
      for (const form of ["ndjson", "json", "csv", "days.csv"] as const) {
        const exporting = make(database, form, { pageEvents: 3 });
        let all = String((await exporting.next()).value);
        await database.query(
          `insert into erasure (instance_key, receipt_id, requested_at, purge_at) values ($1, $1, now(), now())`,
          [key],
        );
        await expect(async () => {
          for await (const piece of exporting) all += piece;
        }).rejects.toThrow(ExportStopped);
        expect(all).not.toMatch(
          /"event_type":"snapshot_created"|Z,snapshot_created,|events,snapshot_created,/,
        );
        expect(all).not.toMatch(/"kind":"end"|"end":\{"counts":\{|End of the export/);
        await database.query("delete from erasure");
      }
    });

    it("asks for a page only when it is wanted", async (context) => {
      const rows = Array.from({ length: 20 }, (_, index) =>
        eventOf(1, "snapshot_created", { time: `2026-11-19T10:00:${10 + index}.000Z` }),
      );
      const database = await ready(context, rows);
      let rowsRead = 0;
      const counting = watched(database, async (run) => {
        const rows = await run();
        for (const row of rows) rowsRead += pageSchema.safeParse(row).data?.by_type.snapshot_created ?? 0;
        return rows;
      });
      for (const form of ["ndjson", "json", "csv"] as const) {
        rowsRead = 0;
        let given = 0;
        for await (const piece of make(counting, form, { pageEvents: 4 })) {
          given +=
            piece.match(/snapshot_created[",]/g)?.filter(() => !piece.includes("event_types")).length ?? 0;
          expect(rowsRead - given).toBeLessThanOrEqual(4);
        }
        expect(rowsRead).toBe(20);
        const left = make(counting, form, { pageEvents: 4 });
        rowsRead = 0;
        await left.next();
        await left.next();
        await left.return(undefined);
        expect(rowsRead).toBe(4);
      }
    });
  });

  describe("as CSV", () => {
    it("has every event in the fields of the catalogue", async (context) => {
      const database = await ready(context, captured, others);
      const csv = await text(database, "csv", { pageEvents: 50 });
      const rows = readTable(csv);
      const valueAt = (data: unknown, path: string) =>
        path
          .split(".")
          .reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], data);
      const written = (value: unknown) => {
        const cell = Array.isArray(value) ? value.join(";") : String(value ?? "");
        return cell === "" ? null : cell;
      };
      expect(rows).toEqual(
        expectedEvents(captured).map((event) => ({
          counted_by: event.counted_by,
          event_time: event.event_time,
          received_at: event.received_at,
          event_type: event.event_type,
          id: event.id,
          ...Object.fromEntries(
            eventColumns
              .filter(({ name }) => name.startsWith("data."))
              .map(({ name }) => [name, written(valueAt(event.event_data, name.slice("data.".length)))]),
          ),
          left_out: written(event.left_out),
        })),
      );
      const differences = rows.map((row) => row["data.dsa_diff"]);
      expect(differences).toContain("-10799.204");
      const comments = commentsOf(csv);
      for (const { name } of eventColumns) {
        expect(comments.some((line) => line.startsWith(`# ${name}: `))).toBe(true);
      }
      expect(comments.at(-1)).toMatch(/^# End of the export: events 289, \w/);
      expect(csv.endsWith(`${comments.at(-1)}\r\n`)).toBe(true);
    });

    it("has every figure of every day", async (context) => {
      const database = await ready(context, captured, others);
      const csv = await text(database, "days.csv", { pageDays: 3 });
      const rows = readTable(csv);
      const days = ofKind(await lines(database), "day").map((day) => dayRecordSchema.parse(day));
      const of = (kind: string) => rows.filter((row) => row.kind === kind);
      expect(of("events").map(({ day, event_type, count }) => [day, event_type, Number(count)])).toEqual(
        days.flatMap(({ day, events }) => Object.entries(events).map(([type, count]) => [day, type, count])),
      );
      expect(of("clone_time").map(({ day, bucket, count }) => [day, Number(bucket), Number(count)])).toEqual(
        days.flatMap(({ day, clone_times }) =>
          clone_times.map(({ bucket, clones }) => [day, bucket, clones]),
        ),
      );
      expect(
        of("value").map((row) => [row.day, `${row.event_type}.${row.field}`, row.value, Number(row.count)]),
      ).toEqual(
        days.flatMap(({ day, values }) =>
          Object.entries(values).flatMap(([path, counts]) =>
            Object.entries(counts).map(([value, count]) => [day, path, value, count]),
          ),
        ),
      );
      const fileSystems = of("start").filter(({ field }) => field === "pools.fs_type");
      expect(fileSystems).toHaveLength(days.filter(({ started_at }) => started_at !== null).length);
      for (const name of Object.keys(dayColumns)) {
        expect(commentsOf(csv).some((line) => line.startsWith(`# ${name}: `))).toBe(true);
      }
      expect(commentsOf(csv).at(-1)).toBe(`# End of the export: days ${days.length}.`);
    });

    it("makes no formula of anything that is stored", async (context) => {
      const hostile = ["=1+1", "@SUM(A1)", "+1", "-1", '"=1', "a\r\n=1", "#a", "\t=cmd"];
      const rows = hostile.map((message, index) => ({
        ...eventOf(1, "alert", { time: `2026-11-19T10:00:0${index}.000Z` }),
        data: { level: "refresh_failed", message },
        left_out: [message],
      }));
      const start = eventOf(1, "engine_started", { time: "2026-11-19T11:00:00.000Z" });
      const database = await ready(context, rows, [
        { ...start, data: { ...start.data, engine_version: "=HYPERLINK(1)" } },
      ]);
      const events = readTable(await text(database, "csv"));
      expect(events.slice(0, -1).map((row) => row["data.message"])).toEqual(hostile.map(safeText));
      expect(events.slice(0, -1).map((row) => row.left_out)).toEqual(hostile.map(safeText));
      const days = readTable(await text(database, "days.csv"));
      for (const cell of [...events, ...days].flatMap((row) => Object.values(row))) {
        expect(cell ?? "").not.toMatch(/^[\s\ufeff]*[=+@\t\r]/);
      }
      expect(days.find(({ field }) => field === "engine_version")?.value).toBe("'=HYPERLINK(1)");
    });
  });
});
