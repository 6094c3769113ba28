import { basename } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { DatabaseUnavailable } from "@/lib/database/types";
import { problems } from "@/lib/http/problems";
import { platformCallNames } from "@/lib/ingest/calls";
import { caseOf, casesInSource, operations, routes } from "./testing/documented";
import { ask, wrongs } from "./testing/provoke";

vi.mock("next/headers", () => ({ headers: async () => new Headers({ host: "dblab.test" }) }));

const titled = operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);

const said = async (answer: Response) => `${answer.status} ${(await answer.json()).code}`;

describe("the document of the API", () => {
  it.each(titled)("names of %s only what is answered so", async (_, operation) => {
    for (const one of operation.cases) {
      const answer = await ask(operation, wrongs[one] ?? {});
      const { headers } = answer;
      expect(await said(answer)).toBe(one);
      expect(headers.get("content-type")).toMatch(/^application\/json/);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.has("retry-after")).toBe(operation.temporary.includes(one.slice(0, 3)));
    }
  });

  it("describes every route for programs, and each of its methods", () => {
    for (const { file, methods } of routes()) {
      const described = operations
        .filter((one) => one.file === file)
        .map(({ method }) => method.toUpperCase());
      expect(described, file).not.toEqual([]);
      if (methods.length > 0) expect(described.toSorted(), file).toEqual(methods.toSorted());
    }
  });

  it("has calls of engines answered 200 by their routes where nothing is wrong", async () => {
    const calls = operations.filter(
      ({ path }) => /\/rpc\/|\/events$/.test(path) && !path.includes("/instance"),
    );
    expect(new Set(calls.map(({ path }) => basename(path)))).toEqual(
      new Set(["telemetry_event", "events", ...platformCallNames]),
    );
    for (const call of calls) expect((await ask(call, {})).status, call.path).toBe(200);
  });

  it("names everything that the source of a route can answer", () => {
    for (const { path, file } of operations) {
      const described = operations.filter((one) => one.file === file).flatMap(({ cases }) => cases);
      for (const one of casesInSource(file)) expect(described, `${one} of ${path}`).toContain(one);
    }
  });

  it("leaves out no problem but those of other addresses, methods and pages", () => {
    const described = new Set(operations.flatMap(({ cases }) => cases));
    const left = (Object.keys(problems) as (keyof typeof problems)[]).filter(
      (name) => !described.has(caseOf(name)),
    );
    expect(left).toEqual([
      "method_not_allowed",
      "unknown_page",
      "too_many_pages",
      "no_pages",
      "stopping",
      "unknown_method",
      "no_tunnel",
      "too_slow",
      "headers_too_large",
    ]);
  });

  it("names every 5xx, whatever fails below", async () => {
    const faults = fc.oneof(
      fc.constantFrom(new DatabaseUnavailable("gone"), new RangeError("x"), new Error(), null, undefined),
      fc.string(),
      fc.object(),
    );
    const failing = operations.filter(({ cases }) => cases.some((one) => one.startsWith("5")));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...failing), faults, async (operation, fault) => {
        fc.pre(fault !== undefined);
        const answer = await ask(operation, { fault });
        if (answer.status >= 500) expect(operation.cases).toContain(await said(answer));
        else expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });
});
