import { expect, it } from "vitest";
import { forEachDatabase } from "../database/testing/databases";
import { judgedCalls } from "./objective";
import { readObjective, readRequestDays } from "./readObjective";
import { RequestCounter } from "./requestCounter";

const at = (time: string) => Date.parse(time);

forEachDatabase((open) => {
  it("what several processes counted adds up, each day for itself", async (context) => {
    const { database } = await open(context);
    let now = at("2026-11-22T23:59:59.900Z");
    const [one, other] = [0, 1].map(() => new RequestCounter(database, judgedCalls(false), () => now)) as [
      RequestCounter,
      RequestCounter,
    ];
    one.note("telemetry_event", 200, 3);
    one.note("telemetry_event", 200, 250);
    now = at("2026-11-23T00:00:00Z");
    for (const counter of [one, other]) {
      for (let n = 0; n < 999; n++) counter.note("telemetry_event", 200, 7);
      counter.note("telemetry_usage", 503, 1);
      counter.note("dblab_token_check", 200, 251);
      await counter.flush();
      await counter.flush();
    }
    expect(one.outcomes).toEqual({ met: 1001, late: 1, failed: 1 });
    const days = readObjective(await readRequestDays(database, new Date("2026-11-23T10:00:00Z"))).days;
    expect(days).toHaveLength(90);
    expect(days.at(0)).toEqual({
      day: "2026-08-26",
      keeping: "untold",
      outcomes: { met: 0, late: 0, failed: 0 },
    });
    expect(days.slice(-2)).toEqual([
      { day: "2026-11-22", keeping: "kept", outcomes: { met: 2, late: 0, failed: 0 } },
      { day: "2026-11-23", keeping: "missed", outcomes: { met: 1998, late: 2, failed: 2 } },
    ]);
  });

  it("what could not be written is written later, once", async (context) => {
    const { database } = await open(context);
    let isAway = true;
    const counter = new RequestCounter(
      {
        within(timeoutMs) {
          if (isAway) throw new Error("away");
          return database.within(timeoutMs);
        },
      },
      judgedCalls(false),
      () => at("2026-11-23T10:00:00Z"),
    );
    counter.note("telemetry_event", 200, 1);
    await expect(counter.flush()).rejects.toThrow("away");
    counter.note("telemetry_event", 200, 1);
    isAway = false;
    await counter.flush();
    expect(await database.query("select * from request_day")).toEqual([
      { day: "2026-11-23", accepted: true, over_ms: 0, requests: 2 },
    ]);
  });
});

it("what is no engine's, its own fault, or not ours to answer is not judged", () => {
  const judged = judgedCalls(false);
  const counter = new RequestCounter({ within: () => Promise.reject() as never }, judged, () => 0);
  for (const call of ["events", "unknown", "dblab_session_upload_artifact"]) counter.note(call, 200, 9_999);
  for (const status of [400, 401, 404, 413, 429]) counter.note("telemetry_event", status, 9_999);
  expect(counter.outcomes).toEqual({ met: 0, late: 0, failed: 0 });
  expect([...judgedCalls(true)]).toEqual(["telemetry_event"]);
  expect([...judged]).toContain("telemetry_usage");
});
