import { expect, it } from "vitest";
import { onDatabase } from "../database/testing/databases";
import type { Database } from "../database/types";
import { eventsReceivedStatistic } from "../statistics/declared/eventsReceived";
import { exampleReading } from "../statistics/testing/exampleReading";
import { createEventTypeUseReader } from "./readEventTypeUse";

const now = new Date("2026-11-23T10:00:00Z");
const instance = (number: number) => `00000000-0000-8000-8000-${String(number).padStart(12, "0")}`;

async function count(database: Database, key: string, day: string, eventType: string, events: number) {
  await database.query(
    "insert into instance_day (instance_key, day, known_at, events) values ($1::uuid, $2::date, $2::date, $3::jsonb)",
    [key, day, JSON.stringify({ [eventType]: events })],
  );
}

const read = () => Promise.reject(new Error("not asked for"));

onDatabase((open) => {
  it("counts the events of 28 UTC days on a private installation, without the example instances", async (context) => {
    const { database } = await open(context);
    await count(database, instance(1), "2026-11-23", "alert", 3);
    await count(database, instance(1), "2026-11-22", "alert", 2);
    await count(database, instance(2), "2026-10-27", "alert", 1);
    await count(database, instance(3), "2026-10-26", "alert", 100);
    await count(database, instance(4), "2026-11-24", "alert", 100);
    await count(database, instance(9), "2026-11-23", "alert", 1000);
    const readUse = createEventTypeUseReader(database, {
      exampleKeys: [instance(9)],
      isPrivate: true,
      readStatistic: read,
      now: () => now,
    });
    const { byType, when } = await readUse();
    expect([...byType]).toEqual([["alert", 6]]);
    expect(when).toBe("in 28 days");
  });

  it("says what the statistic publishes, and asks nothing else, where figures are published", async (context) => {
    const { database } = await open(context);
    await count(database, instance(1), "2026-11-20", "alert", 1);
    const reading = exampleReading(eventsReceivedStatistic);
    const readUse = createEventTypeUseReader(database, {
      exampleKeys: [],
      isPrivate: false,
      readStatistic: async () => reading,
      now: () => now,
    });
    const { byType, when } = await readUse();
    expect(Object.fromEntries(byType)).toEqual(reading.latest?.values);
    expect(when).toBe("in the week of 16 November 2026");
  });
});
