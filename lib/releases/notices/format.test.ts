import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { statistics } from "../../statistics/declared/statistics";
import { addDays } from "../../words/period";
import { formatSchema } from "../make/about";
import { compareFormats } from "../make/compare";
import { formatOf } from "../make/tables";
import lastFormat from "./format.json";
import { leastReleasesAhead, type Notice, noticeSchema, notices } from "./notices";

/**
 * What of the form of the last release is other now and was announced by nobody.
 * @param announced those whose `changes` name it
 */
function unannounced(before: unknown, announced: readonly Pick<Notice, "changes">[]): string[] {
  const named = new Set(announced.flatMap(({ changes }) => changes));
  const changes = compareFormats(formatSchema.parse(before), formatOf(statistics));
  // Another table or statistic takes nothing away from anybody; the first release that has it says so.
  return changes
    .filter((sentence) => !sentence.endsWith(" is new."))
    .filter((sentence) => {
      const [kind = "", name = ""] = sentence.split(" ");
      return !named.has(kind === "Methodology" ? "methodology" : name);
    });
}

describe("the form of releases", () => {
  it("is that of the last release, or what is other was announced", () => {
    // Where this fails: announce it in notices.json, two releases before it may hold. Once it holds in a release, that
    // release's form becomes format.json: NEW_RELEASE_FORMAT=1 npx vitest run lib/releases/notices
    if (process.env.NEW_RELEASE_FORMAT === "1") {
      writeFileSync(
        join(import.meta.dirname, "format.json"),
        `${JSON.stringify(formatOf(statistics), null, 2)}\n`,
      );
      return;
    }
    expect(unannounced(lastFormat, notices)).toEqual([]);
  });

  it("cannot change in a column, a class or a rule without being noticed", () => {
    const now = formatOf(statistics);
    const [one = "", other = ""] = Object.keys(now.statistics);
    const before = {
      ...now,
      methodology: "1.0",
      tables: { ...now.tables, figures: (now.tables.figures ?? []).slice(1), gone: ["x text"] },
      statistics: {
        ...now.statistics,
        [one]: (now.statistics[one] ?? []).toReversed(),
        [other]: ["a class"],
      },
    };
    const found = unannounced(before, []).join("\n");
    for (const words of [
      "Table figures has new columns: statistic text.",
      "Table gone is gone.",
      `Statistic ${one} has its classes in another order.`,
      `Statistic ${other} has no more classes: a class.`,
      "Methodology 1.0 became",
    ])
      expect(found).toContain(words);
    const changes = ["figures", "gone", one, other, "methodology"];
    expect(unannounced(before, [{ changes }])).toEqual([]);
  });
});

it("a notice comes two releases before what it announces", () => {
  const notice = { key: "x", announced: "2026-11-30", title: "X", text: "X.", changes: ["figures"] };
  const from = (days: number) =>
    noticeSchema.safeParse({ ...notice, from: addDays(notice.announced, days) }).success;
  expect([from(0), from(leastReleasesAhead * 7), from(leastReleasesAhead * 7 + 1)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(new Set(notices.map(({ key }) => key)).size).toBe(notices.length);
});
