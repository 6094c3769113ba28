import { PrismaPGlite } from "pglite-prisma-adapter";
import type { EmbeddedEngine } from "../embedded/engine";
import { run } from "../embedded/pgliteFacade";
import { inTransaction } from "../embedded/transaction";
import type { WorkerLink } from "../embedded/workerLink";
import { migrate, type Session } from "./migrate";

/** Migrates the embedded database. @throws StartError */
export function migrateEmbedded(engine: EmbeddedEngine, log: (line: string) => void): Promise<void> {
  return migrate(
    {
      session: (work) => engine.turn((link) => work(asSession(link))),
      transaction: (work) => engine.turn((link) => inTransaction(link, () => work(asSession(link)))),
    },
    log,
  );
}

function asSession(link: WorkerLink): Session {
  return {
    rows: async <Row>(sql: string) => (await run(link, sql, [], {})).rows as Row[],
    script: async (sql) => {
      await link.exec({ kind: "exec", sql });
    },
    adapter: () => {
      const client = {
        query: (sql: string, parameters: unknown[], options: Parameters<typeof run>[3]) =>
          run(link, sql, parameters, options),
      };
      // Of PGlite the adapter uses only `query` here: scripts and transactions go past it.
      return new PrismaPGlite(client as unknown as ConstructorParameters<typeof PrismaPGlite>[0]).connect();
    },
  };
}
