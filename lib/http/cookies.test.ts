import { describe, expect, it } from "vitest";
import { type CookieKind, cookies, setCookie } from "./cookies";

const kinds = Object.keys(cookies) as CookieKind[];

describe("a cookie", () => {
  it.each(kinds)(
    "%s is for its own pages and no longer than a working day, out of scripts' reach",
    (kind) => {
      const { name, path, maximumAgeSeconds } = cookies[kind];
      const page = "/operator/organizations/acme";
      expect(setCookie(kind, "sealed", { page, isSecure: true })).toBe(
        `__Host-${name}=sealed; Path=/; Max-Age=${maximumAgeSeconds}; HttpOnly; SameSite=Strict; Secure`,
      );
      expect(setCookie(kind, "sealed", { page, isSecure: false })).toBe(
        `${name}=sealed; Path=${path ?? page}; Max-Age=${maximumAgeSeconds}; HttpOnly; SameSite=Strict`,
      );
      expect(path).not.toBe("/");
      expect(maximumAgeSeconds).toBeLessThanOrEqual(12 * 3600);
    },
  );

  it("is forgotten where it was kept, and goes over plain HTTP only where the reader does", () => {
    expect(setCookie("support", null, { isSecure: false })).toBe(
      "dblab-support=; Path=/support; Max-Age=0; HttpOnly; SameSite=Strict",
    );
  });

  it("takes nothing but a path from the page it is for", () => {
    expect(setCookie("made", null, { page: "/org;Domain=example.org", isSecure: false })).toContain(
      "Path=/org%3BDomain=example.org;",
    );
  });

  it("has a name and a purpose of its own", () => {
    const of = (field: "name" | "purpose") => new Set(kinds.map((kind) => cookies[kind][field])).size;
    expect([of("name"), of("purpose")]).toEqual([kinds.length, kinds.length]);
  });
});
