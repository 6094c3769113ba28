import fc from "fast-check";
import { expect, it } from "vitest";
import { createCache, createSizedCache } from "./cache";

const step = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), key: fc.nat({ max: 30 }) }),
  fc.record({ kind: fc.constant("get" as const), key: fc.nat({ max: 30 }) }),
  fc.record({ kind: fc.constant("pass" as const), key: fc.nat({ max: 40 }) }),
);
const forMs = 100;

it("holds at most so many entries, each what was put in last and not for too long", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 200 }), (limit, steps) => {
      let at = Date.UTC(2026, 10, 20);
      const cache = createCache<string, number>({ limit, forMs, now: () => new Date(at) });
      const put = new Map<string, { readonly value: number; readonly at: number }>();
      let value = 0;
      for (const { kind, key } of steps) {
        const name = String(key);
        if (kind === "pass") at += key;
        if (kind === "set") {
          value += 1;
          cache.set(name, value);
          put.set(name, { value, at });
          expect(cache.get(name)).toBe(value);
        }
        if (kind === "get") {
          const found = cache.get(name);
          const last = put.get(name);
          expect(found === undefined || found === last?.value).toBe(true);
          if (last !== undefined && at - last.at > forMs) expect(found).toBeUndefined();
        }
        expect(cache.size).toBeLessThanOrEqual(limit);
      }
    }),
  );
});

it("lets go of what nobody asked for longest", () => {
  const cache = createCache<string, string>({ limit: 2 });
  cache.set("a", "1");
  cache.set("b", "2");
  cache.get("a");
  cache.set("c", "3");
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual(["1", undefined, "3"]);
});

it("keeps what is large within its bytes, those that were asked for last", () => {
  const cache = createSizedCache<string, Buffer>({ bytes: 1_000, sizeOf: ({ length }) => length });
  cache.set("a", Buffer.alloc(400));
  cache.set("b", Buffer.alloc(400));
  cache.get("a");
  cache.set("c", Buffer.alloc(400));
  expect(["a", "b", "c"].filter((key) => cache.get(key) !== undefined)).toEqual(["a", "c"]);
  cache.set("too large", Buffer.alloc(2_000));
  expect(cache.get("too large")).toBeUndefined();
  expect(cache.calculatedSize).toBe(800);
});
