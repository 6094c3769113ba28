import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refuseTarget } from "./refuseTarget";

const statusOf = (method: string, target: string) => refuseTarget(method, target)?.status ?? null;

describe("a request's target", () => {
  it.each(["/", "/org/tokens", "/events/%C3%A9", "/a?b=%ff&c=*", "//x", "/%25ff"])("may be %s", (target) => {
    expect(statusOf("GET", target)).toBeNull();
  });

  it.each([
    "*",
    "http://elsewhere.example/",
    "",
    "org",
    "/events/%ff",
    "/%",
    "/events/%00",
    "/a?b=%00",
    "/%C3",
  ])("is not %j", (target) => {
    expect(statusOf("OPTIONS", target)).toBe(400);
  });

  it.each(["TRACE", "CONNECT", "PROPFIND", "M-SEARCH", "get"])("is not asked for with %s", (method) => {
    expect(statusOf(method, "/")).toBe(405);
    expect(refuseTarget(method, "/")?.headers.allow).toContain("GET");
  });

  it("is refused or decodable, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const target = `/${text}`;
        if (refuseTarget("GET", target) === null) {
          expect(decodeURIComponent(target.split("?")[0] ?? "")).not.toContain("\0".repeat(2));
        }
      }),
    );
  });
});
