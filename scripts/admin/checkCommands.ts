import { z } from "zod";
import { findBreak } from "../../lib/organizations/audit/findBreak";
import { readWholeAudit } from "../../lib/organizations/audit/readAudit";
import { createStatusReader } from "../../lib/status/readStatus";
import { defineCommand, defineOrganizationCommand } from "./command";
import { table, time } from "./table";

const databaseWords = {
  embedded: "embedded database",
  postgresql: "PostgreSQL server",
} as const;

export const checkCommands = [
  defineOrganizationCommand({
    name: "audit verify",
    parameters: [],
    about:
      "Follows the hashes of an organization's audit log; exit code 1 where an entry was changed or is missing",
    given: z.object({}),
    async run(context, { organization: { alias }, organizationId }) {
      const log = await readWholeAudit(context, { organizationId });
      const brokenAt = findBreak(organizationId, log);
      return {
        json: { entries: log.length, brokenAt },
        text:
          brokenAt === null
            ? `the log of ${alias} is whole: ${log.length} entries`
            : `the log of ${alias} is broken at entry ${brokenAt} of ${log.length}`,
        isFailure: brokenAt !== null,
      };
    },
  }),
  defineCommand({
    name: "health",
    parameters: [],
    about: "What was accepted and refused, and how the statistics stand",
    given: z.object({}),
    async run({ database, now }) {
      const { days, reasons, statistics } = await createStatusReader(database, {
        startedAt: now,
        now: () => now,
      })();
      const accepted = days.reduce((sum, day) => sum + day.accepted, 0);
      const refused = days.reduce((sum, day) => sum + day.refused, 0);
      const { kind, location } = database;
      const lines = [
        `${databaseWords[kind]} at ${location}`,
        `${accepted} events accepted and ${refused} requests or events refused in ${days.length} days`,
        `${statistics.periods} closed periods of statistics, the last counted ${time(statistics.computedAt, "never")}`,
        `${statistics.held} weeks are held for review, ${statistics.skipped} rows could not be read`,
        "",
        table(
          ["refused", "status", "reason"],
          reasons.map(({ reason, refusals, status }) => [String(refusals), String(status ?? ""), reason]),
          "nothing was refused",
        ),
      ];
      return {
        json: { database: { kind, location }, days, reasons, statistics },
        text: lines.join("\n"),
      };
    },
  }),
];
