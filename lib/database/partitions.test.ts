import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { dropExpiredPartitions, ensurePartitions } from "./partitions";
import { forEachDatabase } from "./testing/databases";
import type { Database } from "./types";

const retention = { now: new Date("2026-11-23T12:00:00Z"), retentionDays: 60 };
const all = ["event_2026_09", "event_2026_10", "event_2026_11", "event_2026_12", "event_2027_01"];

function insertEvent(database: Database, time: string): Promise<unknown> {
  return database.query("insert into event values ($1, $2, $3, 'snapshot_created', $2, '{}')", [
    randomUUID(),
    time,
    randomUUID(),
  ]);
}

forEachDatabase((open) => {
  it("makes the months from the retention's horizon to two ahead, once", async (context) => {
    const { database } = await open(context);
    expect(await ensurePartitions(database, retention)).toEqual(all);
    expect(await ensurePartitions(database, retention)).toEqual([]);
    const later = { ...retention, now: new Date("2026-12-01T00:00:00Z") };
    expect(await ensurePartitions(database, later)).toEqual(["event_2027_02"]);
  });

  it("takes every moment of those months, in UTC, and no other", async (context) => {
    const { database } = await open(context);
    await ensurePartitions(database, retention);
    for (const time of [
      "2026-09-01T00:00:00Z",
      "2026-09-30T23:59:59.999Z",
      "2026-10-01T00:00:00Z",
      "2027-01-31T23:59:59.999Z",
    ]) {
      await insertEvent(database, time);
    }
    for (const time of ["2026-08-31T23:59:59.999Z", "2027-02-01T00:00:00Z"]) {
      await expect(insertEvent(database, time)).rejects.toMatchObject({ sqlState: "23514" });
    }
    const rows = await database.query(
      "select tableoid::regclass::text as name, count(*) as n from event group by 1 order by 1",
    );
    expect(rows).toEqual([
      { name: "event_2026_09", n: 2 },
      { name: "event_2026_10", n: 1 },
      { name: "event_2027_01", n: 1 },
    ]);
  });

  it("may be run by several at once", async (context) => {
    const { database } = await open(context);
    const made = await Promise.all(Array.from({ length: 5 }, () => ensurePartitions(database, retention)));
    expect(made.flat().sort()).toEqual(all);
  });

  it("drops only what is older than the retention in its every moment", async (context) => {
    const { database } = await open(context);
    await ensurePartitions(database, retention);
    await insertEvent(database, "2026-09-15T00:00:00Z");
    await insertEvent(database, "2026-10-15T00:00:00Z");
    await database.query(
      "create table event_of_others partition of event for values from ('2000-01-01') to ('2000-02-01')",
    );
    const at = (now: string) => ({ ...retention, now: new Date(now) });
    expect(await dropExpiredPartitions(database, at("2026-11-29T23:59:59.999Z"))).toEqual([]);
    expect(await dropExpiredPartitions(database, at("2026-11-30T00:00:00Z"))).toEqual(["event_2026_09"]);
    expect(await dropExpiredPartitions(database, at("2026-11-30T00:00:00Z"))).toEqual([]);
    expect(await database.query("select count(*) as n from event")).toEqual([{ n: 1 }]);
  });
});
