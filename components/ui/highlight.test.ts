import { describe, expect, it } from "vitest";
import { type CodeLanguage, highlightCode } from "./highlight";

const samples: Record<CodeLanguage, string> = {
  json: '{\n  "uptime": 5e-7,\n  "note": "a \\"quoted\\": value",\n  "jobs": null\n}',
  yaml: 'platform:\n  url: "http://localhost:3000/api" # base\n  enableTelemetry: true\n',
  shell: "curl -X POST http://localhost:3000/api \\\n  -d '{\"a\": 1}'",
  http: "POST /api/rpc/telemetry_event HTTP/1.1\nHost: localhost\n\n{}",
  text: "as it is",
};

describe("highlightCode", () => {
  it.each(Object.entries(samples))("loses no character of %s", (language, code) => {
    const parts = highlightCode(code, language as CodeLanguage);
    expect(parts.map((part) => part.text).join("")).toBe(code);
  });

  it("tells a JSON key from a string that looks like one", () => {
    const parts = highlightCode(samples.json, "json");
    expect(parts.filter((part) => part.role === "key").map((part) => part.text)).toEqual([
      '"uptime"',
      '"note"',
      '"jobs"',
    ]);
    expect(parts.find((part) => part.role === "literal")?.text).toBe("5e-7");
  });

  it("takes the address in a YAML value for one string", () => {
    const strings = highlightCode(samples.yaml, "yaml").filter((part) => part.role === "string");
    expect(strings.map((part) => part.text)).toEqual(['"http://localhost:3000/api"']);
  });
});
