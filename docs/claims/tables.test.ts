import { expect, test } from "vitest";
import { describedTables } from "../../lib/database/describedTables";
import { readText, tableOf } from "./readers";

const mapped = [...readText("prisma/schema.prisma").matchAll(/^ {2}@@map\("(\w+)"\)$/gm)].map(
  ([, name = ""]) => name,
);

test("every table of the schema is described, once, and no other", () => {
  expect(mapped.length).toBeGreaterThan(20);
  expect(describedTables.map(({ name }) => name).toSorted()).toEqual(mapped.toSorted());
});

test("docs/architecture.md lists the tables as they are described", () => {
  expect(tableOf(readText("docs/architecture.md"), "table", "holds")).toEqual(
    describedTables.map(({ name, holds }) => [`\`${name}\``, holds]),
  );
});
