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
    // Our own page over plain HTTP, which sends no referrer.
    [{ origin: "null", host: "telemetry.example.org" }, true],
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
