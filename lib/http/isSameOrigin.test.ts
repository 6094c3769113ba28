import { describe, expect, it } from "vitest";
import { isOverTls } from "./isOverTls";
import { isSameOrigin } from "./isSameOrigin";

describe("isSameOrigin", () => {
  it.each([
    [{ "sec-fetch-site": "same-origin" }, true],
    [{ "sec-fetch-site": "none" }, true],
    [{ "sec-fetch-site": "cross-site" }, false],
    [{ "sec-fetch-site": "same-site" }, false],
    // An old browser.
    [{ origin: "https://telemetry.example.org", host: "telemetry.example.org" }, true],
    [{ origin: "https://evil.example.org", host: "telemetry.example.org" }, false],
    // Over plain HTTP a page of a sibling site, or in a sandbox, has no better origin.
    [{ origin: "null", host: "telemetry.example.org" }, false],
    [{ origin: "http://telemetry.example.org:3000", host: "telemetry.example.org:3000" }, true],
    [{ origin: "http://telemetry.example.org:3001", host: "telemetry.example.org:3000" }, false],
    [{ origin: "http://sibling.example.org", host: "telemetry.example.org" }, false],
    [{ "sec-fetch-site": "cross-site", origin: "null", host: "telemetry.example.org" }, false],
    [
      {
        "sec-fetch-site": "cross-site",
        origin: "https://telemetry.example.org",
        host: "telemetry.example.org",
      },
      false,
    ],
    // No browser.
    [{ host: "telemetry.example.org" }, true],
  ])("%j: %s", (headers, expected) => {
    expect(isSameOrigin(new Headers(headers as Record<string, string>))).toBe(expected);
  });
});

describe("isOverTls", () => {
  it("believes a proxy in front, or the operator", () => {
    expect(isOverTls(new Headers({ "x-forwarded-proto": "https, http" }), undefined)).toBe(true);
    expect(isOverTls(new Headers(), "https://telemetry.example.org")).toBe(true);
    expect(isOverTls(new Headers({ "x-forwarded-proto": "http" }), "http://localhost:3000")).toBe(false);
    expect(isOverTls(new Headers(), undefined)).toBe(false);
  });
});
