import { expect, it } from "vitest";
import { lostCookiesAt } from "./lostCookies";

const published = "https://telemetry.example.org";
const host = "telemetry.example.org";

it.each<[Record<string, string>, string | undefined, string | null]>([
  // Past the proxy, or through one that also answers plain HTTP.
  [{ host: "192.0.2.1:3000" }, published, published],
  [{ host, "x-forwarded-proto": "http" }, published, published],
  [{ host, origin: "http://telemetry.example.org" }, published, published],
  // Over TLS.
  [{ host, "x-forwarded-proto": "https" }, published, null],
  [{ host: "127.0.0.1:3000", "sec-fetch-site": "none" }, published, null],
  [{ host }, published, null],
  // Where cookies are not for TLS alone.
  [{ host: "192.0.2.1:3000" }, "http://telemetry.example.org", null],
  [{ host: "192.0.2.1:3000" }, undefined, null],
])("%j with PUBLIC_URL=%s: %s", (headers, publicUrl, expected) => {
  expect(lostCookiesAt(new Headers(headers), publicUrl)).toBe(expected);
});
