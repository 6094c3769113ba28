import { expect, it } from "vitest";
import { onDatabase } from "../database/testing/databases";
import type { Database } from "../database/types";
import { refusalReasons } from "../http/problems";
import { openDoor } from "../statistics/publish/door";
import { createStatusReader, publishStatus } from "./readStatus";

const startedAt = new Date("2026-11-20T08:00:00Z");
const now = () => new Date("2026-11-23T10:00:00Z");
const instanceKey = "00000000-0000-8000-8000-000000000001";

const refuse = (database: Database, ...row: (string | number)[]) =>
  database.query("insert into refusal_day values ($1::date, $2, $3, $4, $5::integer)", row);

onDatabase((open) => {
  it("is 28 empty days where nothing arrived", async (context) => {
    const { database } = await open(context);
    const status = await createStatusReader(database, { startedAt, now, door: openDoor })();
    expect(status).toMatchObject({ reasons: [], unknownFields: [], startedAt: "2026-11-20T08:00:00.000Z" });
    expect(status.days).toHaveLength(28);
    expect(status.days.at(0)).toEqual({ day: "2026-10-27", accepted: 0, refused: 0 });
    expect(status.days.at(-1)?.day).toBe("2026-11-23");
  });

  it("adds up what was accepted, refused and left out in the window", async (context) => {
    const { database } = await open(context);
    for (const [day, events] of [
      ["2026-11-23", { engine_started: 2, alert: 3 }],
      ["2026-10-26", { alert: 100 }],
    ])
      await database.query(
        "insert into instance_day (instance_key, day, known_at, events) values ($1::uuid, $2::date, $2::date, $3::jsonb)",
        [instanceKey, day, JSON.stringify(events)],
      );
    await refuse(database, "2026-11-22", "invalid_data", "alert", "event_data.level", 4);
    await refuse(database, "2026-11-23", "invalid_data", "alert", "event_data.level", 1);
    await refuse(database, "2026-11-23", "invalid_data", "engine_started", "event_data.pools", 7);
    await refuse(database, "2026-11-23", "invalid_json", "", "", 2);
    await refuse(database, "2026-10-26", "invalid_json", "", "", 100);
    for (const [day, events] of [
      ["2026-11-21", 5],
      ["2026-11-22", 6],
      ["2026-10-26", 100],
    ]) {
      await database.query("insert into unknown_field_day values ($1::date, $2, $3, $4::integer)", [
        day,
        "alert",
        "event_data.color",
        events,
      ]);
    }
    await database.query("insert into call_day values ('2026-11-22', 'dblab_session_start', 3)");
    await database.query("insert into call_day values ('2026-11-23', 'dblab_session_stop', 2)");
    await database.query("insert into call_day values ('2026-10-26', 'dblab_session_stop', 100)");
    const status = await createStatusReader(database, { startedAt, now, door: openDoor })();
    expect(status.observerCalls).toBe(5);
    expect(publishStatus(status).observerCalls).toBe(0);
    const ofPublished = await createStatusReader(database, {
      startedAt,
      now,
      door: openDoor,
      isPublished: true,
    })();
    expect(publishStatus(ofPublished)).toEqual(publishStatus(status));
    expect(status.days.slice(-2)).toEqual([
      { day: "2026-11-22", accepted: 0, refused: 4 },
      { day: "2026-11-23", accepted: 5, refused: 10 },
    ]);
    expect(status.days.reduce((total, { refused }) => total + refused, 0)).toBe(14);
    expect(status.reasons).toEqual([
      {
        reason: "invalid_data",
        ...refusalReasons.invalid_data,
        refusals: 12,
        lastDay: "2026-11-23",
        places: [
          { eventType: "engine_started", field: "event_data.pools", refusals: 7 },
          { eventType: "alert", field: "event_data.level", refusals: 5 },
        ],
      },
      {
        reason: "invalid_json",
        ...refusalReasons.invalid_json,
        refusals: 2,
        lastDay: "2026-11-23",
        places: [{ eventType: "", field: "", refusals: 2 }],
      },
    ]);
    expect(status.unknownFields).toEqual([
      { eventType: "alert", path: "event_data.color", events: 11, lastDay: "2026-11-22" },
    ]);
  });

  it("shows a reason that this version does not know by its name", async (context) => {
    const { database } = await open(context);
    await refuse(database, "2026-11-23", "constructor", "", "", 1);
    const { reasons } = await createStatusReader(database, { startedAt, now, door: openDoor })();
    expect(reasons).toMatchObject([{ reason: "constructor", text: "constructor", status: null }]);
  });
});
