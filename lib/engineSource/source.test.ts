import { describe, expect, it } from "vitest";
import {
  describeFields,
  describeParts,
  type EngineCall,
  engineCalls,
  engineReleases,
  eventTypes,
  existsIn,
} from "../catalogue";
import { isFull } from "../testing/effort";
import { compareTags } from "./compareTags";
import { declaredAt, type Sent, sentAt, sourceTags, spansOf, tagOfBuild, versionOfTag } from "./sourceLines";

const ofEvent = (name: string): Sent => {
  const type = eventTypes.find((one) => one.name === name);
  if (type === undefined) throw new Error(`${name} is not declared`);
  return { kind: "event", type };
};
const ofCall = (name: string, kind: "body" | "answer" = "body"): Sent => {
  const call = engineCalls.find((one) => one.name === name);
  if (call === undefined) throw new Error(`${name} is not declared`);
  return { kind, call };
};
/** What the lines do not say: bodies without a structure of their own, and the envelope's event_data. */
const isUnrecorded = (path: string) => path === "";

describe("the engine's source", () => {
  it("has a place of each event type, call and field in every tag since the version that brought it", () => {
    const lacking: string[] = [];
    const early: string[] = [];
    const check = (
      sent: Sent,
      name: string,
      since: (typeof engineReleases)[number]["version"],
      path = "",
    ) => {
      for (const tag of sourceTags) {
        const is = path === "" ? sentAt(tag, sent).length > 0 : declaredAt(tag, sent, path) !== null;
        const should = existsIn(versionOfTag(tag), since);
        if (should && !is) lacking.push(`${tag} ${name} ${path}`);
        if (!should && is) early.push(`${tag} ${name} ${path}`);
      }
    };
    for (const type of eventTypes) {
      check({ kind: "event", type }, type.name, type.since);
      for (const { path, since } of describeFields(type)) {
        check({ kind: "event", type }, type.name, since, path);
      }
    }
    for (const call of engineCalls as readonly EngineCall[]) {
      check({ kind: "body", call }, call.name, call.since);
      for (const kind of ["body", "answer"] as const) {
        for (const { path, since } of describeParts(call, kind)) {
          if (!isUnrecorded(path)) check({ kind, call }, call.name, since, path);
        }
      }
    }
    expect({ lacking, early }).toEqual({ lacking: [], early: [] });
  });

  it("is known of every release that the catalogue knows", () => {
    for (const { tag, version } of engineReleases) {
      expect(sourceTags).toContain(tag);
      expect(versionOfTag(tag)).toBe(version);
    }
    expect(tagOfBuild("v4.1.3-20260507-0910")).toBe("v4.1.3");
    expect(tagOfBuild("v4.2.0-rc.3-20260721-0910")).toBe("v4.2.0-rc.3");
    expect(tagOfBuild("v4.1.30-20260507-0910")).toBeNull();
    expect(tagOfBuild("-20260507-0910")).toBeNull();
  });

  it("says the lines of each tag, those of a nested field too", () => {
    expect(declaredAt("v3.0.0", ofEvent("engine_started"), "pools.fs_type")).toMatchObject({
      file: "internal/telemetry/events.go",
      line: 22,
    });
    expect(declaredAt("v3.0.0", ofEvent("engine_started"), "db_engine")).toBeNull();
    // The machine's own structure is in a file that was not read: the field that holds it is the nearest.
    const system = declaredAt("v4.1.3", ofEvent("engine_started"), "system");
    expect(declaredAt("v4.1.3", ofEvent("engine_started"), "system.cpu")).toEqual(system);
    expect(sentAt("v3.0.0", ofEvent("alert")).length).toBeGreaterThan(1);
    expect(sentAt("v3.3.0", ofCall("telemetry_usage"))).toEqual([]);
  });

  it("joins tags that have the same lines, newest first", () => {
    const spans = spansOf((tag) => sentAt(tag, ofCall("dblab_token_check")));
    expect(spans.flatMap(({ tags }) => tags)).toEqual(sourceTags.toReversed());
    expect(spans.length).toBeLessThan(sourceTags.length);
    for (const { tags, places } of spans) {
      for (const tag of tags) expect(sentAt(tag, ofCall("dblab_token_check"))).toEqual(places);
    }
  });
});

describe("compareTags", () => {
  const paths = (fields: readonly { sent: Sent; path: string }[]) =>
    fields.map(({ sent, path }) => `${sent.kind === "event" ? sent.type.name : sent.call.name} ${path}`);

  it("tells what comes with an upgrade", () => {
    const { added, dropped, wire } = compareTags(eventTypes, "v3.3.0", "v3.4.0");
    expect(added.eventTypes).toEqual([]);
    expect(added.calls.map(({ name }) => name).toSorted()).toEqual([
      "dblab_instance_register",
      "telemetry_usage",
    ]);
    expect(paths(added.fields)).toEqual(
      expect.arrayContaining(["engine_started db_engine", "engine_started system.cpu"]),
    );
    expect(wire).toHaveLength(1);
    expect(dropped).toEqual({ eventTypes: [], calls: [], fields: [] });
  });

  it("tells what newer engines read of an answer", () => {
    const { added } = compareTags(eventTypes, "v4.1.3", "v4.2.0-rc.3");
    expect(paths(added.fields)).toContain("dblab_token_check email");
    expect(added.eventTypes.map(({ name }) => name)).toContain("config_probed");
  });

  it("is empty between releases that send the same", () => {
    const nothing = { eventTypes: [], calls: [], fields: [] };
    expect(compareTags(eventTypes, "v4.1.0", "v4.1.3")).toEqual({
      added: nothing,
      dropped: nothing,
      changed: [],
      wire: [],
    });
  });

  it("tells what is gone, turned around for each pair", () => {
    for (const [index, from] of sourceTags.entries()) {
      // Those far away differ by what lies between.
      const others = isFull ? sourceTags : [sourceTags[index + 1] ?? from, sourceTags[0], sourceTags.at(-1)];
      for (const to of others) {
        if (to === undefined) continue;
        expect(compareTags(eventTypes, from, to).dropped).toEqual(compareTags(eventTypes, to, from).added);
      }
    }
  });
});
