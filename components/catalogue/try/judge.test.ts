import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/catalogue";
import { readCaptures } from "@/lib/catalogue/testing/captures";
import { type ExampleForm, exampleForms } from "./example-forms";
import { makeExample } from "./examples";
import { type JudgedEvent, judge, type Verdict } from "./judge";

const now = new Date("2026-11-23T10:00:00Z");
const id = "c6fgs68hmvj3sm2pbphg";

function verdictOf(text: string, typeName = "clone_reset"): Verdict {
  return judge(text, { catalogue, typeName, now, retentionDays: 400 });
}

function eventsOf(text: string, typeName?: string): readonly JudgedEvent[] {
  const verdict = verdictOf(text, typeName);
  if (verdict.kind !== "judged") throw new Error(`${verdict.kind}: ${JSON.stringify(verdict)}`);
  return verdict.events;
}

function refusalOf(text: string) {
  const verdict = verdictOf(text);
  if (verdict.kind === "refused") return verdict.refusal.reason;
  const [event] = verdict.kind === "judged" ? verdict.events : [];
  return event?.accepted === false ? event.refusal.reason : verdict.kind;
}

function requestOf(body: string, line = "POST /api/rpc/telemetry_event HTTP/1.1", headers: string[] = []) {
  return [line, "Host: telemetry.example", ...headers, "", body].join("\r\n");
}

describe("judge", () => {
  it("accepts every example in every form", () => {
    for (const type of catalogue.types) {
      for (const form of Object.keys(exampleForms) as ExampleForm[]) {
        const text = makeExample({ type, form, baseUrl: "https://telemetry.example" });
        const events = eventsOf(text, type.name);
        expect(events.map(({ accepted }) => accepted)).toEqual(form === "events" ? [true, true] : [true]);
      }
    }
  });

  it("judges every captured request as the server does", () => {
    for (const { method, path, rawHeaders, body, event } of readCaptures()) {
      const headers: string[] = [];
      for (let at = 0; at < rawHeaders.length; at += 2)
        headers.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
      const text = [`${method} ${path} HTTP/1.1`, ...headers, "", body].join("\r\n");
      const isEvent = path.split("?")[0]?.endsWith("/telemetry_event");
      expect([event, refusalOf(text)]).toEqual([event, isEvent ? "judged" : "unknown_call"]);
    }
  });

  it("says of each field what becomes of it, and what is left out", () => {
    const [event] = eventsOf('{"name":"acme","protected":true,"secret":{"a":1}}', "branch_updated");
    expect(event?.accepted && event.fields.map(({ path, fate }) => [path, fate])).toEqual([
      ["name", "hashed"],
      ["protected", "kept"],
    ]);
    expect(event?.accepted && event.leftOut).toEqual(["event_data.secret"]);
  });

  it("names the field that is wrong", () => {
    const [event] = eventsOf('{"id":"b98c5ae3","cloning_time":"5 s"}');
    expect(event?.accepted === false && event.refusal).toMatchObject({
      reason: "invalid_data",
      field: "event_data.cloning_time",
      message: "event_data.cloning_time: must be a finite number of seconds",
    });
  });

  it("judges each line and each item by itself", () => {
    const good = `{"instance_id":"${id}","event_type":"snapshot_created","event_data":{}}`;
    const lines = [good, "{", good.replace("snapshot_created", "coffee_made")].join("\n");
    expect(eventsOf(lines).map(({ accepted }) => accepted)).toEqual([true, false, false]);
    expect(
      eventsOf(`[${good},{"event_type":"alert"}]`).map(({ place, accepted }) => [place, accepted]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it("judges path, method, headers and size of a request", () => {
    const body = makeExample({
      type: eventType("snapshot_created"),
      form: "event",
      baseUrl: "https://a.example",
    });
    expect(refusalOf(requestOf(body))).toBe("judged");
    expect(refusalOf(requestOf(body, "POST /rpc/telemetry_event"))).toBe("judged");
    expect(refusalOf(requestOf(body, "POST https://a.example/api/v1/events?x=1 HTTP/1.1"))).toBe("judged");
    expect(refusalOf(requestOf(body, "GET /api/rpc/telemetry_event HTTP/1.1"))).toBe("method_not_allowed");
    expect(refusalOf(requestOf(body, "POST /api/rpc/dblab_token_check HTTP/1.1"))).toBe("unknown_call");
    expect(refusalOf(requestOf(body, "POST /elsewhere HTTP/1.1"))).toBe("unknown_call");
    expect(refusalOf(requestOf(body, undefined, ["content-encoding: br"]))).toBe("unsupported_encoding");
    expect(refusalOf(requestOf(body, undefined, ["content-encoding: GZIP"]))).toBe("judged");
    expect(refusalOf(requestOf(`\uFEFF${body}`))).toBe("judged");
    expect(refusalOf(requestOf(`${body}${" ".repeat(70_000)}x`))).toBe("body_too_large");
    expect(refusalOf(requestOf("{}"))).toBe("invalid_request");
    expect(refusalOf("POST /api/rpc/telemetry_event HTTP/1.1\nHost: a")).toBe("invalid_json");
  });

  it.each([
    ["an array 200,000 deep", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
    ["an object 150,000 deep", `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`],
    ["NUL", '{"id":"\\u0000"}'],
    ["a lone surrogate", '{"id":"\\ud800"}'],
    ["__proto__", '{"__proto__":{"id":"x"}}'],
    ["a number past double precision", '{"cloning_time":1e400}'],
    ["script", "<script>alert(1)</script>"],
    ["a raw NUL", "\0\0\0"],
    ["a raw lone surrogate", "\ud800"],
    ["null", "null"],
    ["a header line of spaces", `POST /api/rpc/telemetry_event\nA:${" ".repeat(900_000)}b\n\n{}`],
    ["many lines that are no headers", `POST /api/rpc/telemetry_event\n${"x\n".repeat(400_000)}`],
    ["a megabyte of brackets", "[".repeat(1024 * 1024)],
    ["constructor as the type", `{"instance_id":"${id}","event_type":"constructor","event_data":{}}`],
  ])("refuses %s without a fault", (_, text) => {
    const verdict = verdictOf(text);
    const isRefused = verdict.kind === "judged" && verdict.events.every(({ accepted }) => !accepted);
    expect(isRefused || verdict.kind === "refused").toBe(true);
  });

  it("does not look at more than a call may carry, in bytes", () => {
    expect(verdictOf(" ".repeat(1024 * 1024)).kind).toBe("empty");
    expect(verdictOf("x".repeat(1024 * 1024 + 1)).kind).toBe("too large");
    expect(verdictOf("€".repeat(400_000)).kind).toBe("too large");
  });
});

function eventType(name: string) {
  const type = catalogue.find(name);
  if (type === undefined) throw new Error(`${name} is not declared`);
  return type;
}
