import { describe, expect, test } from "vitest";
import { z } from "zod";
import { objective, objectiveWords, sayPercentOf } from "../../lib/objective/objective";
import { findStatistic } from "../../lib/statistics/declared/statistics";
import { incidentSchema } from "../../lib/statistics/say/annotations";
import { adminCommands } from "../../scripts/admin/commands";
import { codeLinesOf, documents, readText, spansOf } from "./readers";

const operating = readText("docs/operating.md");

describe("the incident that operating.md shows", () => {
  const example = codeLinesOf(operating).find((line) => line.startsWith("[{")) ?? "";

  test("is one that the service takes, with every field there is", () => {
    const [incident] = z.array(incidentSchema).parse(JSON.parse(example));
    expect(Object.keys(incident ?? {})).toEqual(Object.keys(incidentSchema.shape));
    for (const key of incident?.statistics ?? []) expect(findStatistic(key)).toBeDefined();
  });

  test("may lack the fields that the text says may be left out, and no other", () => {
    const optional = Object.entries(incidentSchema.shape).filter(
      ([, field]) => field.safeParse(undefined).success,
    );
    const sentence = operating.split("\n").find((line) => line.includes("is left out where")) ?? "";
    expect(spansOf(sentence)).toEqual(optional.map(([name]) => name));
  });
});

describe("the objective", () => {
  test.each(Object.entries(objectiveWords))("operating.md says its %s as pages do", (_, sentence) => {
    expect(operating).toContain(sentence);
  });

  test("the alert asks for what is promised", () => {
    const alerts = readText("ops/prometheus/alerts.yml");
    expect(alerts).toContain(
      `sum(rate(telemetry_objective_requests_total[1h])) < ${objective.share}\n        for: 15m`,
    );
    expect(alerts).toContain(
      `Fewer than ${sayPercentOf(objective.share)}% of engines' requests were accepted within ${objective.withinMs} ms`,
    );
    expect(objectiveWords.whenMissed).toContain("TelemetryObjectiveMissed");
  });
});

describe("commands of npm run admin", () => {
  /** `key rotate acme --overlap-hours 24`, without what a shell would take away. */
  const wordsOf = (line: string) =>
    [...line.replace(/ +#.*$/, "").matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, word]) => quoted ?? word ?? "",
    );
  const commandOf = ([first, second]: readonly string[]) =>
    adminCommands.find(({ name }) => name === `${first} ${second}` || name === first);
  const groups = new Set(adminCommands.map(({ name }) => name.split(" ")[0]));

  const lines = documents.flatMap((path) =>
    [...codeLinesOf(readText(path)), ...spansOf(readText(path))].flatMap((line) => {
      const given = wordsOf(line.replace(/^npm run (?:--silent )?admin -- /, ""));
      const isMeant = line.includes("admin -- ") || (given.length > 1 && groups.has(given[0] ?? ""));
      return isMeant && given[0] !== "help" ? [{ path, given }] : [];
    }),
  );

  test("are named in documents", () => expect(lines.length).toBeGreaterThan(6));

  test.each(lines)("$given of $path exist and are understood", ({ given }) => {
    const command = commandOf(given);
    expect(command).toBeDefined();
    const rest = given.slice(command?.name.split(" ").length);
    // A name alone speaks of the command.
    if (rest.length > 0) expect(() => command?.prepare(rest)).not.toThrow();
  });
});
