import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue, createCatalogue, eventDataJsonSchema, eventGroups, eventTypes } from ".";
import { databaseVacuumed } from "./testing/sixteenth";

test("finds event types by name", () => {
  for (const type of eventTypes) expect(catalogue.find(type.name)).toBe(type);
  expect(new Set(eventTypes.map(({ group }) => group))).toEqual(new Set(eventGroups));
});

test("takes the documentation's misspelling as engine_started", () => {
  expect(catalogue.find("engine_starged")?.name).toBe("engine_started");
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "", "Engine_Started"])(
  "%j is no event type",
  (name) => {
    expect(catalogue.find(name)).toBeUndefined();
  },
);

test("another event type needs only its declaration", () => {
  const larger = createCatalogue([...eventTypes, databaseVacuumed]);
  expect(larger.types).toEqual([...eventTypes, databaseVacuumed]);
  const found = larger.find("database_vacumed");
  expect(found).toBe(databaseVacuumed);
  expect(found?.data.parse({ databases: [], remark: null, pages: { pagesRemoved: 3 } })).toEqual({
    databases: [],
    remark: null,
    pages: { removed: 3 },
  });
  expect(eventDataJsonSchema(databaseVacuumed).required).toEqual(["databases", "remark"]);
});

test("two types of one name are refused", () => {
  expect(() => createCatalogue([...eventTypes, databaseVacuumed, databaseVacuumed])).toThrow(
    "database_vacuumed",
  );
  expect(() => createCatalogue([...eventTypes, { ...databaseVacuumed, aliases: ["alert"] }])).toThrow(
    "alert",
  );
});

test("the catalogue runs in a browser and depends on no other part but words", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("testing"),
  );
  expect(files.length).toBeGreaterThan(25);
  for (const file of files) {
    const source = readFileSync(`${import.meta.dirname}/${file}`, "utf8");
    for (const [, from = ""] of source.matchAll(/from "([^"]+)"/g)) {
      const inside = file.includes("/") ? /^(\.\/|\.\.\/)[A-Za-z]+$/ : /^(\.\/|\.\.\/words\/)[A-Za-z]+$/;
      expect(from === "zod" || inside.test(from), `${file} imports ${from}`).toBe(true);
    }
  }
});
