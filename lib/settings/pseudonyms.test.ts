import { describe, expect, it } from "vitest";
import { createPseudonyms } from "./pseudonyms";

const pseudonyms = createPseudonyms("a pepper of thirty-two characters");
const other = createPseudonyms("another pepper of at least 32 chars");
const id = "c6fgs68hmvj3sm2pbphg";

describe("createPseudonyms", () => {
  it("makes a version 8 UUID of an instance ID", () => {
    expect(pseudonyms.instanceKey(id)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it("is the same for the same ID and pepper, and another for another", () => {
    expect(pseudonyms.instanceKey(id)).toBe(pseudonyms.instanceKey(id));
    expect(pseudonyms.instanceKey(id)).not.toBe(other.instanceKey(id));
    expect(pseudonyms.instanceKey(id)).not.toBe(pseudonyms.instanceKey("chhfqfcnvrvc73d0lij0"));
  });

  it("does not let two instances be linked by an identifier they share", () => {
    const one = pseudonyms.instanceKey(id);
    const two = pseudonyms.instanceKey("chhfqfcnvrvc73d0lij0");
    expect(pseudonyms.identifier(one, "main")).toMatch(/^[0-9a-f]{32}$/);
    expect(pseudonyms.identifier(one, "main")).toBe(pseudonyms.identifier(one, "main"));
    expect(pseudonyms.identifier(one, "main")).not.toBe(pseudonyms.identifier(two, "main"));
    expect(pseudonyms.eventId(one, "main")).not.toBe(pseudonyms.eventId(two, "main"));
  });

  it("seals what has to be read again, differently each time, and opens nothing else", () => {
    const sealed = pseudonyms.seal("ada@example.org");
    expect(sealed).not.toBe(pseudonyms.seal("ada@example.org"));
    expect(sealed).not.toContain("ada");
    expect(pseudonyms.unseal(sealed)).toBe("ada@example.org");
    const changed = `${sealed.slice(0, 20)}${sealed[20] === "A" ? "B" : "A"}${sealed.slice(21)}`;
    for (const wrong of [changed, sealed.slice(0, -4), "", "x"]) expect(pseudonyms.unseal(wrong)).toBeNull();
    expect(other.unseal(sealed)).toBeNull();
  });
});
