import { describe, expect, it } from "vitest";
import { isCurrentSection, sections } from "./sections";

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
