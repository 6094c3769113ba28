import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogue, type EventType, unknownPaths } from ".";
import { readEventCaptures } from "./testing/captures";

function typeOf(name: string): EventType {
  const type = catalogue.find(name);
  if (type === undefined) throw new Error(name);
  return type;
}

const started = typeOf("engine_started");

test("real events have none", () => {
  for (const { body } of readEventCaptures()) {
    const { event_type, event_data } = JSON.parse(body);
    expect(unknownPaths(typeOf(event_type), event_data)).toEqual([]);
  }
});

test("gives dotted paths, marks lists, knows aliases, and does not look into undeclared objects", () => {
  const raw = {
    ...started.example,
    pools: { ...(started.example.pools as object), compression: "lz4" },
    system: { cpu: 1, totalMemory: 5, data_used: 1 },
    customers: { acme: { bob: 1 } },
    jobs: ["a", "b"],
  };
  expect(unknownPaths(started, raw)).toEqual(["pools.compression", "customers", "jobs[]"]);
});

test("a name that does not look like a field's is not repeated", () => {
  const raw = JSON.parse('{"id":"a","Bob Smith <bob@acme.example>":1,"__proto__":{"x":1},"a.b":[1]}');
  expect(unknownPaths(typeOf("clone_destroyed"), raw)).toEqual(["(unnamed)", "__proto__", "(unnamed)[]"]);
});

test("gives at most 20 paths", () => {
  const raw = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field_${index}`, index]));
  expect(unknownPaths(started, raw)).toHaveLength(20);
});

test("takes any JSON at all", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (raw) => {
      const paths = unknownPaths(started, raw);
      expect(paths.length).toBeLessThanOrEqual(20);
      for (const path of paths) expect(path).toMatch(/^([A-Za-z_][\w.]*|.*\(unnamed\))(\[\])?$/);
    }),
  );
});
