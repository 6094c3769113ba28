import { expect, it } from "vitest";
import { onDatabase } from "../database/testing/databases";
import type { Database } from "../database/types";
import { createEventTypeUseReader } from "./readEventTypeUse";

const now = new Date("2026-11-23T10:00:00Z");
const instance = (number: number) => `00000000-0000-8000-8000-${String(number).padStart(12, "0")}`;

async function count(database: Database, key: string, day: string, eventType: string, events: number) {
  await database.query(
    "insert into instance_day_event (instance_key, day, event_type, events) values ($1::uuid, $2::date, $3, $4::integer)",
    [key, day, eventType, events],
  );
}

onDatabase((open) => {
  it("counts events and distinct instances of 28 UTC days, without the example instances", async (context) => {
    const { database } = await open(context);
    await count(database, instance(1), "2026-11-23", "alert", 3);
    await count(database, instance(1), "2026-11-22", "alert", 2);
    await count(database, instance(2), "2026-10-27", "alert", 1);
    await count(database, instance(3), "2026-10-26", "alert", 100);
    await count(database, instance(4), "2026-11-24", "alert", 100);
    await count(database, instance(9), "2026-11-23", "alert", 1000);
    const read = createEventTypeUseReader(database, {
      exampleKeys: [instance(9)],
      publishMinInstances: 1,
      now: () => now,
    });
    const { byType, computedAt, days } = await read();
    expect([...byType]).toEqual([["alert", { events: 6, instances: 2 }]]);
    expect({ computedAt, days }).toEqual({ computedAt: now.toISOString(), days: 28 });
  });

  it("gives nothing of a type that fewer instances sent than may be published", async (context) => {
    const { database } = await open(context);
    for (const number of [1, 2, 3, 4]) await count(database, instance(number), "2026-11-20", "alert", 1);
    for (const number of [1, 2, 3, 4, 5]) {
      await count(database, instance(number), "2026-11-20", "clone_reset", 2);
    }
    const read = createEventTypeUseReader(database, {
      exampleKeys: [],
      publishMinInstances: 5,
      now: () => now,
    });
    expect([...(await read()).byType]).toEqual([["clone_reset", { events: 10, instances: 5 }]]);
  });
});
