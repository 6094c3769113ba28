import { expect, it } from "vitest";
import { etagOf, isKnown } from "./etag";

const etag = etagOf("body");

it("is strong, short, and another one for another body", () => {
  expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(etagOf("body")).toBe(etag);
  expect(etagOf("body ")).not.toBe(etag);
});

it.each([etag, "*", ` ${etag} `, `W/${etag}`, `"other", ${etag}`, `"a,b",W/${etag}`])(
  "is known to If-None-Match: %s",
  (header) => expect(isKnown(header, etag)).toBe(true),
);

it.each([null, "", '"other"', etag.replaceAll('"', ""), etag.slice(0, -2)])(
  "is not known to If-None-Match: %s",
  (header) => expect(isKnown(header, etag)).toBe(false),
);
