import { expect, it } from "vitest";
import { readMigrations } from "./readMigrations";
import { splitScript } from "./splitScript";

it("splits a script at the semicolons that end statements", () => {
  expect(
    splitScript(`-- First; a table.
      create table "a;b" (c text default 'it''s; here', d integer default 1 - 2); -- and; then
      select 1`),
  ).toEqual([`create table "a;b" (c text default 'it''s; here', d integer default 1 - 2)`, "select 1"]);
});

it("leaves nothing out of any migration", () => {
  const words = (text: string) =>
    text
      .replace(/--[^\n]*/g, " ")
      .replace(/[\s;]+/g, " ")
      .trim();
  for (const { name, sql } of readMigrations()) {
    const statements = splitScript(sql);
    expect([name, words(statements.join(" "))]).toEqual([name, words(sql)]);
    for (const statement of statements)
      expect(statement).toMatch(/^(create|alter|drop|insert|update|delete|with)\b/i);
  }
});
