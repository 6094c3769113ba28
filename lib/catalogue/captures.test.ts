import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogue, keep, unknownPaths } from ".";
import { readCaptures, readEventCaptures } from "./testing/captures";

interface Body {
  readonly event_type: string;
  readonly event_data: unknown;
}

test("the fixtures hold all captured requests", () => {
  const captures = readCaptures();
  const count = (version: string) => captures.filter((capture) => capture.version === version).length;
  expect(captures).toHaveLength(369);
  expect(["v3.0.0", "v3.2.0", "v3.4.0", "v4.0.0", "v4.1.3"].map(count)).toEqual([59, 59, 77, 87, 87]);
  expect(readEventCaptures()).toHaveLength(289);
});

test("every captured event passes, unchanged in meaning", () => {
  for (const { body, version, variant } of readEventCaptures()) {
    const { event_type, event_data }: Body = JSON.parse(body);
    const result = catalogue.find(event_type)?.data.safeParse(event_data);
    expect(result?.error?.issues ?? [], `${version} ${event_type} ${variant}`).toEqual([]);
    expect(result?.data, `${version} ${event_type} ${variant}`).toStrictEqual(event_data);
  }
});

test("the captures hold the awkward values this is about", () => {
  const text = readEventCaptures()
    .map(({ body }) => body)
    .join("\n");
  for (const awkward of ['"jobs":null', '"fs_type":""', "5e-7", "9223372036.854776", "-10799.204", '"9.6"']) {
    expect(text).toContain(awkward);
  }
});

test("events of any other shape are refused or kept, and never throw", () => {
  const events = readEventCaptures().map(({ body }): Body => JSON.parse(body));
  const mutated = fc
    .tuple(fc.constantFrom(...events), fc.string(), fc.jsonValue(), fc.option(fc.nat()))
    .map(([{ event_type, event_data }, name, value, index]) => {
      const data: Record<string, unknown> = { ...(event_data as Record<string, unknown>) };
      const names = Object.keys(data);
      const key = index === null ? name : (names[index % names.length] ?? name);
      // A property of its own even for "__proto__", as JSON.parse makes it.
      Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true });
      return { event_type, data };
    });
  fc.assert(
    fc.property(mutated, ({ event_type, data }) => {
      const type = catalogue.find(event_type);
      if (type === undefined) throw new Error("not declared");
      const result = type.data.safeParse(data);
      unknownPaths(type, data);
      if (!result.success) {
        expect(result.error.issues[0]?.message).toBeTruthy();
        return;
      }
      const kept = keep(type, result.data, () => "hash");
      const declared = Object.keys(type.data.shape);
      for (const name of Object.keys(kept)) expect(declared).toContain(name);
    }),
    { numRuns: 1_000 },
  );
});
