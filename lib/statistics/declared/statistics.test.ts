import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  catalogue,
  countedValue,
  describeFields,
  engineVersions,
  otherUses,
  servedOtherwise,
} from "../../catalogue";
import { readEventCaptures } from "../../catalogue/testing/captures";
import { probeProviders } from "../../catalogue/types/configProbed";
import { fsTypes } from "../../catalogue/types/engineStarted";
import { retrievalJobs, retrievalModes } from "../../catalogue/types/retrieval";
import { otherClass, statisticGroups } from "../declare/declare";
import { attributesSchema, type Frame } from "../declare/frame";
import { exampleFrame } from "../testing/exampleFrame";
import { sourceExists } from "../testing/sourceExists";
import { findStatistic, statistics } from "./statistics";

/** What a statistic makes of an instance, as a list; empty where the instance is outside. */
function classesOf(key: string, frame: Frame): readonly string[] {
  const statistic = findStatistic(key);
  if (statistic === undefined) throw new Error(`No statistic is called ${key}`);
  if (statistic.kind === "windows" || statistic.kind === "events") return [];
  return [statistic.classify(frame) ?? []].flat();
}

const classified = statistics.filter(({ kind }) => kind !== "windows" && kind !== "events");

test("all statistics are there, each once", () => {
  const keys = statistics.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const declaring = readdirSync(import.meta.dirname)
    .filter((file) => !file.includes(".test."))
    .filter((file) => readFileSync(`${import.meta.dirname}/${file}`, "utf8").includes("declareStatistic({"));
  expect(keys).toHaveLength(declaring.length);
  expect(findStatistic("memory")?.title).toBe("Memory");
  expect(findStatistic("constructor")).toBeUndefined();
});

test("what is collected is served by a statistic, or by what the catalogue says", () => {
  const sources = statistics.flatMap(({ source }) => source);
  const collected = catalogue.types.flatMap((type) => [
    type.name,
    ...describeFields(type).map(({ path }) => `${type.name}.${path}`),
  ]);
  const isCounted = (name: string) =>
    sources.some((source) => source === name || source.startsWith(`${name}.`));
  expect(Object.keys(servedOtherwise).sort()).toEqual(collected.filter((name) => !isCounted(name)).sort());
  expect(new Set(Object.values(servedOtherwise))).toEqual(new Set(Object.keys(otherUses)));
});

test("the reading order is that of the groups", () => {
  const groups = Object.keys(statisticGroups);
  const order = statistics.map(({ group }) => groups.indexOf(group));
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  expect(new Set(order).size).toBe(groups.length);
});

describe.each(statistics)("$key", (statistic) => {
  test("has keys fit for addresses, and every class once", () => {
    const keys = statistic.classes.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(statistic.classes.map(({ title }) => title)).size).toBe(keys.length);
    // The classes of events are the names of event types, which have underscores.
    for (const key of keys) expect(key).toMatch(statistic.kind === "events" ? /^[a-z_]+$/ : /^[a-z0-9.~-]+$/);
    expect(statistic.key).toMatch(/^[a-z0-9-]+$/);
  });

  test("is made of what the catalogue has", () => {
    expect(statistic.source.length).toBeGreaterThan(0);
    expect(statistic.source.filter((source) => !sourceExists(source))).toEqual([]);
    expect(engineVersions).toContain(statistic.since);
  });

  test("speaks in sentences", () => {
    expect(statistic.question).toMatch(/^[A-Z].*\?$/);
    expect(statistic.method).toMatch(/^[A-Z].*\.$/);
    expect(statistic.caveat ?? "None.").toMatch(/^[A-Z].*\.$/);
    // Stands after "312 more:", so it is no sentence of its own.
    expect(statistic.outside ?? "nobody").toMatch(/^[a-z].*[^.]$/);
  });
});

test("the versions and windows that a declaration speaks of are those that it declares", () => {
  const spoken = statistics.map((statistic) => {
    const { method, caveat = "", outside = "" } = statistic;
    const versions = `${method} ${caveat} ${outside}`.matchAll(/(?:engines before|with) (\d\.\d)\b/g);
    for (const [, version] of versions) expect(`${version}.0`, statistic.key).toBe(statistic.since);
    const days = statistic.kind === "windows" ? statistic.classes.map((one) => one.days) : [];
    for (const window of days) expect(method).toMatch(new RegExp(`\\b${window}\\b`));
    return days.length;
  });
  expect(Math.max(...spoken)).toBeGreaterThan(1);
});

test("a source that does not exist is noticed", () => {
  expect(["clone_creation", "alert.severity", "engine_started.pools"].filter(sourceExists)).toEqual([]);
});

describe("whatever an instance sends", () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "",
      "unknown",
      "v4.1.3",
      "* * * * *",
      "other (3 characters)",
      "__proto__",
      "constructor",
      "other",
    ),
  );
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, 1, 65_535, Number.MAX_SAFE_INTEGER),
  );
  const counts = fc.dictionary(text, number, { maxKeys: 4 });
  const frames = fc
    .record({
      edition: text,
      engine_version: text,
      db_version: text,
      pools: fc.record({ fs_type: text, number, total_size: number, total_used: number }),
      restore: fc.record({ mode: text, refreshing: text, jobs: fc.option(fc.array(text, { maxLength: 4 })) }),
      system: fc.option(fc.record({ cpu: number, total_memory: number })),
      events: counts,
      values: fc.record({
        "alert.level": counts,
        "config_probed.provider": counts,
        "engine_stopped.uptime": counts,
        "clone_created.dsa_diff": counts,
        "clone_updated.protected": counts,
      }),
    })
    .map(exampleFrame);

  test("it is in declared classes, Other, or outside", () => {
    fc.assert(
      fc.property(frames, (frame) => {
        for (const { key, classes } of classified) {
          const allowed = [...classes.map((one) => one.key), otherClass];
          const found = classesOf(key, frame);
          expect(allowed, key).toEqual(expect.arrayContaining([...found]));
          expect(new Set(found).size, key).toBe(found.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("what real engines sent", () => {
  const starts = readEventCaptures()
    .map(({ body }): { event_type: string; event_data: unknown } => JSON.parse(body))
    .filter(({ event_type }) => event_type === "engine_started")
    .map(({ event_data }) => attributesSchema.parse(event_data));

  test("is in no statistic Other", () => {
    expect(starts.length).toBeGreaterThanOrEqual(20);
    const others = starts.flatMap((attributes) => {
      const frame = { ...exampleFrame(), attributes };
      return classified.filter(({ key }) => classesOf(key, frame).includes(otherClass)).map(({ key }) => key);
    });
    expect(others).toEqual([]);
  });

  test("and every value they can send has its own class", () => {
    const own = (key: string, frame: Frame) => expect(classesOf(key, frame)).not.toContain(otherClass);
    for (const fs_type of fsTypes) own("file-systems", exampleFrame({ pools: { fs_type } }));
    for (const mode of retrievalModes) own("restore-modes", exampleFrame({ restore: { mode } }));
    own("retrieval-jobs", exampleFrame({ restore: { jobs: [...retrievalJobs] } }));
    const probed = Object.fromEntries(probeProviders.map((provider) => [provider, 1]));
    const providers = classesOf(
      "source-providers",
      exampleFrame({ values: { "config_probed.provider": probed } }),
    );
    expect(providers).toEqual([...probeProviders]);
  });
});

test("what ingest counts of an event is what statistics read", () => {
  const frameOf = (type: string, data: Record<string, unknown>) => {
    const counted = countedValue(type, data);
    return exampleFrame({ values: counted === null ? {} : { [counted.field]: { [counted.value]: 1 } } });
  };
  expect(classesOf("alerts", frameOf("alert", { level: "refresh_failed" }))).toEqual(["failed"]);
  expect(classesOf("source-providers", frameOf("config_probed", { provider: "rds" }))).toEqual(["rds"]);
  expect(classesOf("data-freshness", frameOf("clone_created", { dsa_diff: 5_423.1 }))).toEqual(["1-6-h"]);
  expect(classesOf("data-freshness", frameOf("clone_created", { dsa_diff: -3 }))).toEqual([]);
  expect(classesOf("uptime", frameOf("engine_stopped", { uptime: 259_213.4 }))).toEqual(["1-7-d"]);
  expect(classesOf("uptime", frameOf("engine_stopped", { uptime: 1.6e9 }))).toEqual([otherClass]);
});
