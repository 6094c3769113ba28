import { readFileSync } from "node:fs";
import { z } from "zod";
import { sayFault, sayKnown } from "../../lib/organizations/audit/checkpoints/fault";
import { readLogState } from "../../lib/organizations/audit/checkpoints/readLogState";
import { verifyFiles } from "../../lib/organizations/audit/checkpoints/verifyFiles";
import { verifyStored } from "../../lib/releases/log/verifyStored";
import { createStatusReader } from "../../lib/status/readStatus";
import { defineCommand, defineFileCommand, defineOrganizationCommand, NotDone } from "./command";
import { table, time } from "./table";

const databaseWords = {
  embedded: "embedded database",
  postgresql: "PostgreSQL server",
} as const;

export const checkCommands = [
  defineFileCommand({
    name: "audit verify",
    parameters: ["log.ndjson", "checkpoints", "public-key"],
    options: { roots: { type: "string" } },
    optionsUsage: "[--roots <file>]",
    about:
      "Compares a file of an audit log with what was signed of it, and with the published roots, without a service or a database; exit code 1 where an entry was changed, moved or taken out",
    given: z.object({
      "log.ndjson": z.string(),
      checkpoints: z.string(),
      "public-key": z.string(),
      roots: z.string().optional(),
    }),
    async run(files) {
      const { entries, faults, known } = verifyFiles({
        log: readFile(files["log.ndjson"]),
        checkpoints: readFile(files.checkpoints),
        key: readFile(files["public-key"]),
        ...(files.roots === undefined ? {} : { roots: readFile(files.roots) }),
      });
      return {
        json: { entries, faults },
        text: faults.length === 0 ? known : faults.join("\n"),
        isFailure: faults.length > 0,
      };
    },
  }),
  defineOrganizationCommand({
    name: "audit check",
    parameters: [],
    about:
      "Compares an organization's audit log in the database with its count and its newest checkpoint; exit code 1 where it is not what it was",
    given: z.object({}),
    async run(context, { organization: { alias }, organizationId }) {
      const { log, fault, signed } = await readLogState(context, context.auditSigner, { organizationId });
      return {
        json: { entries: log.length, fault, signed },
        text: `${alias}: ${fault === null ? sayKnown(log.length, signed) : sayFault(fault)}`,
        isFailure: fault !== null,
      };
    },
  }),
  defineCommand({
    name: "log verify",
    parameters: [],
    options: { checkpoint: { type: "string" } },
    optionsUsage: "[--checkpoint <file>]",
    about:
      "Makes the transparency log's tree again from its entries and compares it with everything that was signed of it, and with a checkpoint that was kept elsewhere; exit code 1 where it is not what it was",
    given: z.object({ checkpoint: z.string().optional() }),
    async run({ database, logSigner }, { checkpoint }) {
      if (logSigner == null)
        throw new NotDone("Nothing is published here, so there is no log: PUBLIC_URL is not set");
      const kept = checkpoint === undefined ? null : readFile(checkpoint);
      const state = await verifyStored(database, logSigner.key, kept);
      const { entries, checkpoints, fault } = state;
      return {
        json: state,
        text: fault ?? `${entries} entries are as they were signed, ${checkpoints} times`,
        isFailure: fault !== null,
      };
    },
  }),
  defineCommand({
    name: "health",
    parameters: [],
    about: "What was accepted and refused, and how the statistics stand",
    given: z.object({}),
    async run({ database, publication, now }) {
      const { days, reasons, statistics } = await createStatusReader(database, {
        startedAt: now,
        door: publication.door,
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

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new NotDone(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
