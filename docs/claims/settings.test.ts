import { expect, test } from "vitest";
import { environmentSchema } from "../../lib/settings/settings";
import { documents, readText, spansOf, tableOf } from "./readers";

const variables = Object.entries(environmentSchema.shape).map(([name, schema]) => {
  const { description, fallback } = schema.meta() ?? {};
  const given: unknown = schema.safeParse(undefined).data;
  return {
    name,
    meaning: description,
    fallback: given === undefined ? (fallback ?? "none") : `\`${given}\``,
  };
});

test("docs/configuration.md lists every variable, in the schema's order, with its default and its meaning", () => {
  const expected = variables.map(({ name, fallback, meaning }) => [`\`${name}\``, fallback, meaning]);
  expect(tableOf(readText("docs/configuration.md"), "variable", "default", "meaning")).toEqual(expected);
});

test.each(documents)("%s names no variable that the service does not read", (path) => {
  const named = spansOf(readText(path)).filter((span) => /^[A-Z]+(?:_[A-Z0-9]+)+$/.test(span));
  const known = variables.map(({ name }) => name);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
