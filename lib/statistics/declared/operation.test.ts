import { describe, expect, test } from "vitest";
import { implausibleUptime, uptimeBands } from "../../catalogue";
import { exampleFrame } from "../testing/exampleFrame";
import { alertStatistic } from "./alerts";
import { configurationStatistic } from "./configuration";
import { eventsReceivedStatistic } from "./eventsReceived";
import { refreshOutcomeStatistic } from "./refreshOutcomes";
import { uncleanStopStatistic } from "./uncleanStops";
import { uptimeStatistic } from "./uptime";

describe("failed and skipped refreshes", () => {
  test.each([
    [{ refresh_failed: 1 }, "failed"],
    [{ refresh_failed: 1, refresh_skipped: 9 }, "failed"],
    [{ refresh_skipped: 2 }, "skipped"],
    [{ refresh_failed: 0, refresh_skipped: 0 }, "none"],
    [{}, "none"],
  ])("%j is %s", (levels, key) => {
    expect(alertStatistic.classify(exampleFrame({ values: { "alert.level": levels } }))).toBe(key);
  });

  test("an instance without alerts counts with neither", () => {
    expect(alertStatistic.classify(exampleFrame())).toBe("none");
  });
});

describe("uptime at stop", () => {
  const classOf = (stops: Record<string, number>) =>
    uptimeStatistic.classify(exampleFrame({ values: { "engine_stopped.uptime": stops } }));

  test.each([
    [{ "1-7-d": 1 }, "1-7-d"],
    [{ "under-1-h": 1, "1-7-d": 1 }, "under-1-h"],
    [{ "1-7-d": 2, "under-1-h": 1 }, "1-7-d"],
    [{ "30-90-d": 1, "under-1-h": 1, "1-6-h": 1 }, "1-6-h"],
    [{ "under-1-h": 5, "over-1-y": 6 }, "over-1-y"],
    [{ [implausibleUptime]: 1 }, "other"],
    [{ [implausibleUptime]: 2, "1-7-d": 1 }, "other"],
    [{ [implausibleUptime]: 1, "1-7-d": 1 }, "1-7-d"],
    [{ "a band of tomorrow": 1 }, "other"],
  ])("the median of %j is %s", (stops, key) => {
    expect(classOf(stops)).toBe(key);
  });

  test("an instance that did not stop gracefully is outside", () => {
    expect(uptimeStatistic.classify(exampleFrame())).toBeNull();
    expect(classOf({})).toBeNull();
    expect(classOf({ "1-7-d": 0 })).toBeNull();
  });

  test("has the bands that are counted, in their order", () => {
    expect(uptimeStatistic.classes).toEqual(uptimeBands.map(({ key, title }) => ({ key, title })));
  });
});

test("events received are counted as they came", () => {
  const events = { clone_created: 3, alert: 1 };
  expect(Object.fromEntries(eventsReceivedStatistic.countEvents(exampleFrame({ events })))).toEqual(events);
});

describe("outcomes of refreshes", () => {
  const sent = {
    events: { snapshot_created: 6, clone_created: 9 },
    values: { "alert.level": { refresh_skipped: 2 } },
  };

  test.each([
    ["0 3 * * *", { done: 6, skipped: 2 }],
    ["", {}],
    ["other (12 characters)", {}],
  ])("of an instance with the timetable %j are %j", (refreshing, counts) => {
    const frame = exampleFrame({ ...sent, restore: { refreshing } });
    expect(Object.fromEntries(refreshOutcomeStatistic.countEvents(frame))).toEqual(counts);
  });
});

test.each([
  [{ clean: 2, unclean: 0 }, "clean"],
  [{ clean: 2, unclean: 1 }, "unclean"],
  [null, null],
])("stops before starts that were %j are %s", (restarts, key) => {
  expect(uncleanStopStatistic.classify({ ...exampleFrame(), restarts })).toBe(key);
});

test.each([
  ["v4.1.3-20260507-0910", { config_updated: 1 }, "used"],
  ["v4.1.3-20260507-0910", {}, "unused"],
  ["v3.5.0-20240318-0951", {}, null],
])("%s with %j is configured through the API: %s", (engine_version, events, key) => {
  expect(configurationStatistic.classify(exampleFrame({ engine_version, events }))).toBe(key);
});
