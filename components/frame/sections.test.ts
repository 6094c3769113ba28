import { describe, expect, it } from "vitest";
import { isCurrentSection, isPrivatePage, sections } from "./sections";

const current = (pathname: string) =>
  sections.filter((section) => isCurrentSection(section, pathname)).map(({ path }) => path);

describe("isCurrentSection", () => {
  it.each([
    ["/", ["/"]],
    ["/events", ["/events"]],
    ["/events/clone_created", ["/events"]],
    ["/eventsource", []],
    ["/statistics/file-systems", ["/statistics"]],
  ])("marks on %s: %j", (pathname, expected) => expect(current(pathname)).toEqual(expected));
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
