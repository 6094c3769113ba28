import { z } from "zod";
import type { DistributeProgress } from "../../lib/database/citus/distribute";
import { distributePostgres } from "../../lib/database/postgresql/distributePostgres";
import { StartError } from "../../lib/database/types";
import { readSettings, SettingsError } from "../../lib/settings/settings";
import { sayBytes } from "../../lib/words/sayBytes";
import { defineFileCommand, NotDone } from "./command";

const mostShards = 1_024;

/** Tells on standard error which table is next, and how long the rest may take. */
function tellProgress(): (progress: DistributeProgress) => void {
  const startedAt = performance.now();
  return ({ table, bytes: { done, all } }) => {
    if (table === null) return;
    const leftMs = done === 0 ? null : ((performance.now() - startedAt) * (all - done)) / done;
    const estimate = leftMs === null ? "" : `, about ${Math.ceil(leftMs / 1_000)} s left`;
    process.stderr.write(`${table} … (${sayBytes(done)} of ${sayBytes(all)} are placed${estimate})\n`);
  };
}

export const databaseCommands = [
  defineFileCommand({
    name: "database distribute",
    parameters: [],
    options: { shards: { type: "string" } },
    optionsUsage: "[--shards <number>]",
    about:
      "Spreads the tables of a database with the extension Citus over its servers, with their rows, and moves nothing that is in place. Who writes into a table waits while it is moved",
    given: z.object({ shards: z.coerce.number().int().min(1).max(mostShards).optional() }),
    async run({ shards }) {
      try {
        const { databaseUrl } = readSettings(process.env);
        if (databaseUrl === undefined)
          throw new NotDone("DATABASE_URL is not set: there is no server to spread over.");
        const report = await distributePostgres(databaseUrl, {
          shards,
          onProgress: tellProgress(),
          log: (line) => process.stderr.write(`${line}\n`),
        });
        const what =
          report.placed.length === 0 ? "nothing was to be done" : `placed: ${report.placed.join(", ")}`;
        return { json: report, text: `${report.shards} shards; ${what}` };
      } catch (error) {
        if (error instanceof SettingsError || error instanceof StartError) throw new NotDone(error.message);
        throw error;
      }
    },
  }),
];
