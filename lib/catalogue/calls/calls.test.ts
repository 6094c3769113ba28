import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { callOf } from "../../ingest/calls";
import { engineReleases, existsIn } from "../engineVersion";
import { readCaptures } from "../testing/captures";
import { callJsonSchema, describeParts, engineCalls } from ".";
import { clientHeaders, commonHeaders } from "./engineCall";

const tags = z
  .array(z.object({ tag: z.string(), calls: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(new URL("../../../fixtures/engine-tags.json", import.meta.url), "utf8")));

const callNamed = (name: string) => engineCalls.find((call) => call.name === name);

const captures = readCaptures().map((capture) => {
  const [, name = ""] = /\/rpc\/([a-z_]+)(?:\?|$)/.exec(capture.path) ?? [];
  return { ...capture, name };
});

describe("the calls of engines", () => {
  it("are those that the engine's source has, from the version on that had them first", () => {
    expect(new Set(engineCalls.map(({ name }) => name))).toEqual(new Set(tags.flatMap(({ calls }) => calls)));
    for (const { name, since } of engineCalls) {
      const first = engineReleases.find(({ tag }) =>
        tags.find((one) => one.tag === tag)?.calls.includes(name),
      );
      expect(first?.version, name).toBe(since);
    }
  });

  it("are all answered, behind each base path", () => {
    for (const { name, limitBytes } of engineCalls) {
      for (const base of ["/api", "/api/general", ""]) {
        expect(callOf(`${base}/rpc/${name}`)).toMatchObject({ name, limitBytes });
      }
    }
    expect(callOf("/api/rpc/dblab_session_pause")).toMatchObject({ name: "unknown" });
  });

  it("have every captured request as they declare it", () => {
    expect(new Set(captures.map(({ name }) => name))).toEqual(new Set(engineCalls.map(({ name }) => name)));
    for (const { name, version, variant, body, rawHeaders } of captures) {
      const where = `${version} ${name} ${variant}`;
      const call = callNamed(name);
      if (call === undefined) throw new Error(`${name} is not declared`);
      const release = engineReleases.find((one) => version.startsWith(`v${one.version.slice(0, -1)}`));
      if (release === undefined) throw new Error(`${version} is not a release`);
      expect(existsIn(release.version, call.since), where).toBe(true);
      const isText = call.body instanceof z.ZodString;
      const sent: unknown = isText ? body : JSON.parse(body);
      expect(call.body.parse(sent), where).toEqual(sent);

      const known = [...commonHeaders, ...call.headers].filter(
        ({ since }) => since === undefined || existsIn(release.version, since),
      );
      const declared = new Set([...clientHeaders, ...known.map((one) => one.name)].map(lower));
      const names = rawHeaders.filter((_, at) => at % 2 === 0).map(lower);
      expect(
        names.filter((one) => !declared.has(one)),
        where,
      ).toEqual([]);
      expect(
        call.headers.map((one) => lower(one.name)).filter((one) => !names.includes(one)),
        where,
      ).toEqual([]);
    }
  });

  it("document each part with what it says and what is kept", () => {
    for (const call of engineCalls) {
      const parts = [...describeParts(call, "body"), ...describeParts(call, "answer")];
      const silent = parts.filter(({ path, what, kept }) => {
        const isElsewhere = path === "event_data" || path === "";
        return what === "" || (kept === "" && !isElsewhere);
      });
      // An empty answer has no part to speak of.
      expect(
        silent.filter(({ path }) => path !== ""),
        call.name,
      ).toEqual([]);
      expect(call.body.safeParse(call.example).success, call.name).toBe(true);
      expect(call.answer.parse(call.answered), call.name).toEqual(call.answered);
    }
  });

  it("lay nested parts flat", () => {
    const stop = callNamed("dblab_session_stop");
    if (stop === undefined) throw new Error("not declared");
    expect(describeParts(stop, "body").map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "id",
        "result.intervals[].warning",
        "result.summary.checklist.overall_success",
      ]),
    );
    const check = callNamed("dblab_token_check");
    if (check === undefined) throw new Error("not declared");
    expect(describeParts(check, "answer").find(({ path }) => path === "email")).toMatchObject({
      since: "4.2.0",
      required: false,
    });
  });

  it("have JSON Schemas that say of what they are", () => {
    for (const call of engineCalls) {
      const schema = callJsonSchema(call);
      expect(schema).toMatchObject({ title: call.title, "x-kept": call.kept });
      expect(z.fromJSONSchema(schema).safeParse(call.example).success, call.name).toBe(true);
    }
  });
});

function lower(name: string): string {
  return name.toLowerCase();
}
