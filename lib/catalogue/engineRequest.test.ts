import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue";
import { engineJson, engineRequest, wireFormOf } from "./engineRequest";
import { type EngineVersion, engineVersions } from "./engineVersion";
import { readEventCaptures } from "./testing/captures";

const captures = readEventCaptures().filter(({ rawHeaders }) => !rawHeaders.includes("Authorization"));

/** The minor release of a tag: `v4.1.3` belongs to `4.1.0`. */
function minorOf(tag: string): EngineVersion {
  const version = engineVersions.find((known) => tag.startsWith(`v${known.replace(/0$/, "")}`));
  if (version === undefined) throw new Error(`${tag} is of no known release`);
  return version;
}

function headerNames(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 0);
}

describe("engineRequest", () => {
  it("has the method, the headers and their order of every captured engine, but for what is configured", () => {
    for (const capture of captures) {
      const type = catalogue.find(capture.event);
      const version = minorOf(capture.version);
      const request = type && engineRequest(type, version, "http://127.0.0.1:18080");
      const optional = wireFormOf(version).optionalHeaders;
      expect(request?.method).toBe(capture.method);
      expect(request?.headers.map(([name]) => name)).toEqual(
        headerNames(capture.rawHeaders).filter((name) => !optional.includes(name)),
      );
    }
    expect(captures.length).toBeGreaterThan(200);
  });

  it("has the keys of the captured bodies in their order", () => {
    const bodies = captures.map(({ body }) => Object.keys(JSON.parse(body)).join());
    const type = catalogue.types[0];
    const request = type && engineRequest(type, "4.1.0", "https://telemetry.example");
    expect(new Set(bodies)).toEqual(new Set([Object.keys(JSON.parse(request?.body ?? "")).join()]));
  });

  it("counts the body's bytes and puts it behind an empty line", () => {
    const type = catalogue.find("branch_created");
    const renamed = type && { ...type, example: { name: "größe <1>" } };
    const request = renamed && engineRequest(renamed, "4.0.0", "https://telemetry.example/base/");
    expect(request?.text).toBe(
      [
        "POST /base/api/rpc/telemetry_event HTTP/1.1",
        "Host: telemetry.example",
        "User-Agent: Go-http-client/1.1",
        "Content-Length: 114",
        "Selfassigned-Instance-Id: c6fgs68hmvj3sm2pbphg",
        "Accept-Encoding: gzip",
        "",
        '{"instance_id":"c6fgs68hmvj3sm2pbphg","event_type":"branch_created","event_data":{"name":"größe \\u003c1\\u003e"}}',
      ].join("\n"),
    );
  });

  it("is null for a version that does not send the type", () => {
    const type = catalogue.find("branch_created");
    expect(type && engineRequest(type, "3.5.0", "https://telemetry.example")).toBeNull();
  });

  it("writes JSON whose text is the captured one, byte by byte", () => {
    const safe = captures.filter(({ body }) => !/[\d.]e|\d\.0\b/i.test(body));
    for (const { body } of safe) expect(engineJson(JSON.parse(body))).toBe(body);
    expect(safe.length).toBeGreaterThan(100);
  });
});
