import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { noteStatements } from "../ingest/dayCounter";
import { foldStatements } from "../ingest/folds/addToRollUps";
import { appendStatements } from "../ingest/folds/appendEvents";
import { projectFolder } from "./projectFolder";
import { hiddenTables } from "./tables";
import { forEachDatabase } from "./testing/databases";

/** What may see rows that are to be erased, and why. */
const maySeeErased: Readonly<Record<string, string>> = {
  "lib/ingest/folds/countFold.ts": "counts what is erased too: it may come back",
  "lib/ingest/rebuildRollUps.ts": "makes roll-ups again from all raw rows",
  "lib/instances/erasure/eraseInstance.ts": "holds the row of what it hides",
  "lib/instances/erasure/purgeErased.ts": "deletes what is erased",
  "lib/instances/erasure/receipt.ts": "counts what is erased",
  "lib/instances/exclusion/excludeInstance.ts": "an instance that comes back is excluded as before",
  "lib/organizations/account/changePlan.ts": "an instance that comes back has the edition of its plan",
  "lib/organizations/links/setEdition.ts": "an instance that comes back has the edition of its plan",
  "scripts/demo/editions.ts": "writes instances before their events",
};

/** Statements that are text, and why a builder cannot say them. */
const mayBeText: Readonly<Record<string, string>> = {
  "lib/ingest/dayCounter.ts": "asks the instance, an erased one too, whether it is counted; see below",
  "lib/ingest/rebuildRollUps.ts": "a setting of the transaction",
  "lib/ingest/folds/addToRollUps.ts": "one statement over several tables, prepared by name, see below",
  "lib/ingest/folds/appendEvents.ts": "the write statement, prepared by name, see below",
  "lib/instances/erasure/purgeErased.ts": "a setting of the transaction",
  "lib/limits/shareFailures.ts": "an upsert of arrays whose values depend on the row that is there",
  "lib/openIngestSide.ts": "select 1",
  "lib/organizations/billing/readTotals.ts": "a series of months, each looked for",
  "lib/organizations/stream/foldMarks.ts": "a sequence's own row; no instance is in either table",
  "lib/query/querySession.ts": "a reader's own, in their browser",
  "lib/status/checkHealth.ts": "a row that stays as it is",
  "scripts/keepSchema.ts": "every table of whatever schema, with what is erased",
};

const sources = ["app", "components", "lib", "scripts"]
  .flatMap((folder) =>
    readdirSync(join(projectFolder(), folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    ),
  )
  .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.test\.tsx?$|\/testing\/|^lib\/database\//.test(file))
  .map((file) => ({ file, text: withoutComments(readFileSync(join(projectFolder(), file), "utf8")) }));

const filesWith = (pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

it("only what has to sees rows that are to be erased", () => {
  expect(filesWith(/\bwithErased\b/).sort()).toEqual(Object.keys(maySeeErased).sort());
  // `sql` and `prisma` do not know these tables; text does.
  const named = new RegExp(`\\b(from|join|update|into)\\s+"?(${hiddenTables.join("|")})"?(\\s|$)`, "m");
  expect(filesWith(named).filter((file) => !(file in mayBeText))).toEqual([]);
});

it("the search finds a reader that goes past the views", () => {
  const named = new RegExp(`\\b(from|join|update|into)\\s+"?(${hiddenTables.join("|")})"?(\\s|$)`, "m");
  expect(named.test("select count(*) from event where id = $1")).toBe(true);
  expect(named.test("select count(*)\nfrom instance_day as d")).toBe(true);
  expect(named.test("select count(*) from visible_event")).toBe(false);
});

it("statements are text only where a builder cannot say them", () => {
  expect(filesWith(/\bquery(<[^(]*>)?\(/).filter((file) => !(file in mayBeText))).toEqual([]);
});

forEachDatabase((open) => {
  it("accepts every statement that is text, as the schema is", async (context) => {
    const { database } = await open(context);
    for (const [index, statement] of [...appendStatements, ...foldStatements, ...noteStatements].entries()) {
      await database.query(`prepare checked_${index} as ${statement}`);
      await database.query(`deallocate checked_${index}`);
    }
    await expect(database.query("prepare checked as select gone from event")).rejects.toMatchObject({
      sqlState: "42703",
    });
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}
