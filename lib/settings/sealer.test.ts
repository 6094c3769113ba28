import { expect, it } from "vitest";
import { createSealer } from "./sealer";

const pepper = "a pepper of thirty-two characters";
const sealer = createSealer(pepper, "a use");

it("opens what it sealed, and tells nothing of it", () => {
  const sealed = sealer.seal("dleo_secret");
  expect(sealed).not.toBe(sealer.seal("dleo_secret"));
  expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("secret");
  expect(sealer.open(sealed)).toBe("dleo_secret");
});

it("opens nothing that was changed, cut, or sealed for another use or under another pepper", () => {
  const sealed = sealer.seal("dleo_secret");
  const first = sealed[0] === "A" ? "B" : "A";
  for (const wrong of ["", "x", sealed.slice(0, -4), first + sealed.slice(1)])
    expect(sealer.open(wrong)).toBeNull();
  expect(createSealer(pepper, "another").open(sealed)).toBeNull();
  expect(createSealer(`${pepper}!`, "a use").open(sealed)).toBeNull();
});
