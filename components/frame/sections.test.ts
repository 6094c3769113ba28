import { describe, expect, it } from "vitest";
import { isPrivatePage, pageOf, sectionOf, sections, sitePages } from "./sections";

describe("sectionOf", () => {
  it.each([
    ["/", undefined],
    ["/events", "/events"],
    ["/events/clone_created", "/events"],
    ["/calls/telemetry_usage", "/events"],
    ["/opt-out", "/privacy"],
    ["/eventsource", undefined],
    ["/statistics/file-systems", "/statistics"],
    ["/docs", undefined],
  ])("of %s is %s", (pathname, expected) => expect(sectionOf(pathname)?.path).toBe(expected));
});

describe("pageOf", () => {
  it.each([
    ["/events/clone_created", "/events"],
    ["/events/changes", "/events/changes"],
    ["/calls/telemetry_usage", "/calls"],
    ["/methodology", "/methodology"],
  ])("of %s is %s", (pathname, expected) => {
    const section = sectionOf(pathname);
    expect(section && pageOf(section, pathname)?.path).toBe(expected);
  });
});

it("has six entries in the header, and each page once", () => {
  expect(sections.map(({ name }) => name)).toEqual([
    "Statistics",
    "Events",
    "My instance",
    "Privacy",
    "API",
    "Status",
  ]);
  const paths = sitePages.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});

describe("isPrivatePage", () => {
  it.each(["/instance", "/instance/events", "/org", "/org/instances/1/live", "/support", "/operator/x"])(
    "holds %s private",
    (pathname) => expect(isPrivatePage(pathname)).toBe(true),
  );
  it.each(["/", "/instances", "/organic", "/supporters", "/statistics/operator"])(
    "leaves %s public",
    (pathname) => expect(isPrivatePage(pathname)).toBe(false),
  );
});
