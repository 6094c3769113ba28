import { describe, expect, it } from "vitest";
import { formSectionOf, formSections } from "./formSections";
import { createFormTokens, type FormHolder, newBrowserId, readBrowserId } from "./formToken";

const secret = "a secret of at least thirty-two characters";
const tokens = createFormTokens(secret);
const session: FormHolder = { kind: "session", id: "0198a0c0-0000-4000-8000-000000000001" };

describe("a form's token", () => {
  it("is one for the forms of a section and a holder", () => {
    const token = tokens.make("/org", session);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(tokens.isOf(token, "/org", session)).toBe(true);
    expect(createFormTokens(secret).isOf(token, "/org", { ...session })).toBe(true);
  });

  it("is none of another section, session, browser or service", () => {
    const token = tokens.make("/org", session);
    expect(tokens.isOf(token, "/operator", session)).toBe(false);
    expect(tokens.isOf(token, "/org", { ...session, id: "0198a0c0-0000-4000-8000-000000000002" })).toBe(
      false,
    );
    expect(tokens.isOf(token, "/org", { ...session, kind: "browser" })).toBe(false);
    expect(createFormTokens(`${secret}.`).isOf(token, "/org", session)).toBe(false);
  });

  it.each([null, "", "x", "é".repeat(43), "A".repeat(43)])("is not %j", (token) => {
    expect(tokens.isOf(token, "/org", session)).toBe(false);
  });
});

describe("a browser before it has a session", () => {
  it("is known by what was made for it, and by nothing else", () => {
    const id = newBrowserId();
    expect(readBrowserId(id)).toBe(id);
    expect(newBrowserId()).not.toBe(id);
    for (const value of [undefined, "", "x", `${id}x`, `${id.slice(1)};`, `${id}\n`]) {
      expect(readBrowserId(value)).toBeNull();
    }
  });
});

describe("the section of an address", () => {
  it("is the one whose first page it is or lies below", () => {
    for (const section of formSections) {
      expect(formSectionOf(section.path)).toBe(section);
      expect(formSectionOf(`${section.path}/a/b`)).toBe(section);
      expect(formSectionOf(`${section.path}s`)).toBeNull();
    }
    expect(formSectionOf("/")).toBeNull();
    expect(formSectionOf("/statistics")).toBeNull();
  });
});
