import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { distributePostgres } from "../postgresql/distributePostgres";
import { type CitusNodes, createClusterDatabase, hasCitus, shardsOfTests, startNodes } from "./citusCluster";
import { ownFolder } from "./cluster";
import { findPostgres } from "./postgresPrograms";

/** A coordinator and two workers of a test's own, which flush to disk as in production. */
export interface ScratchCitus {
  /** Makes a database with the extension on all of them; nothing is in it. @returns its URL at the coordinator */
  createDatabase(): Promise<string>;
  /** Makes one whose tables are spread. */
  createDistributed(): Promise<string>;
  readonly nodes: CitusNodes;
  /** Ends all processes of a server at once, as a power cut would. @returns what starts it again */
  kill(which: "coordinator" | "worker"): () => void;
  /** Stops all and removes everything. */
  remove(): void;
}

/** Makes and starts one; null where the extension is not installed. */
export async function startScratchCitus(): Promise<ScratchCitus | null> {
  const programs = findPostgres();
  if (programs === null || !hasCitus(programs)) return null;
  const folder = ownFolder(programs, mkdtempSync(join(tmpdir(), "dblab-telemetry-citus-")));
  // Shards are moved by logical replication.
  const clusters = await startNodes(programs, folder, [
    "wal_level = logical",
    "citus.recover_2pc_interval = 2s",
  ]);
  const [coordinator = "", ...workers] = clusters.map(
    ({ port }) => `postgresql://postgres@127.0.0.1:${port}/postgres`,
  );
  const nodes: CitusNodes = [coordinator, ...workers];
  const createDatabase = () => createClusterDatabase(nodes, `test_${randomUUID().replaceAll("-", "")}`);
  return {
    nodes,
    createDatabase,
    async createDistributed() {
      const url = await createDatabase();
      await distributePostgres(url, { shards: shardsOfTests });
      return url;
    },
    kill(which) {
      const killed = clusters.at(which === "coordinator" ? 0 : -1);
      killed?.pgCtl("-m", "immediate", "stop");
      return () => killed?.start();
    },
    remove() {
      for (const { data, pgCtl } of clusters) if (programs.isRunning(data)) pgCtl("-m", "immediate", "stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
