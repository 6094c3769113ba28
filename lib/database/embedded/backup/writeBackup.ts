import { existsSync, readFileSync } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../../types";
import { tarEnd, tarFile } from "./tar";

/** Secrets that are made here; without the first of them nobody is found again. */
export const keptSecrets = ["instance-id-pepper", "session-secret"] as const;

/** What PostgreSQL makes anew, or what holds only while the process runs. */
const leftOut =
  /^(?:pg_wal\/|postmaster\.(?:pid|opts)$|pg_(?:dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/)/;
/** Folders that have to be there, although nothing is in them. */
const emptyFolders =
  "pg_commit_ts pg_dynshmem pg_notify pg_replslot pg_serial pg_snapshots pg_stat pg_stat_tmp pg_subtrans pg_tblspc pg_twophase pg_wal/archive_status pg_wal/summaries pg_logical/mappings pg_logical/snapshots";
const placeholder = ".kept";

/** Nobody may have two at a time: the database is told where one begins and where it ends. */
export class BackupRunning extends Error {}

/** A log that was needed is gone: more was written meanwhile than it holds. */
export class BackupOvertaken extends Error {}

let isRunning = false;

/**
 * The embedded database, while it runs, as a tar archive that holds `DATA_DIR`: the folder `pg`, and the secrets. As
 * `pg_basebackup` does it: whatever is written meanwhile is in the log that comes last, and is done again when the copy opens.
 * Nobody waits for it.
 * @param dataFolder where the database is
 */
export async function* writeBackup(
  database: Pick<Database, "query">,
  dataFolder: string,
): AsyncGenerator<Buffer> {
  if (isRunning) throw new BackupRunning("another backup is being made");
  isRunning = true;
  let isBegun = false;
  const stop = () => {
    isBegun = false;
    return database.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
  };
  const folder = join(dataFolder, "pg");
  try {
    await database.query("select pg_backup_start('dblab-telemetry', true)");
    isBegun = true;
    for (const secret of keptSecrets) {
      const file = join(dataFolder, secret);
      if (existsSync(file)) yield tarFile({ name: secret, content: readFileSync(file) });
    }
    for (const name of emptyFolders.split(" "))
      yield tarFile({ name: `pg/${name}/${placeholder}`, content: Buffer.alloc(0) });
    for (const name of await filesBelow(folder)) if (!leftOut.test(name)) yield* fileOf(folder, name);
    const [stopped] = await stop();
    const label = stopped?.labelfile ?? "";
    const log = await filesBelow(join(folder, "pg_wal"));
    const first = /\(file ([0-9A-F]{24})\)/.exec(label)?.[1];
    if (first === undefined || !log.includes(first))
      throw new BackupOvertaken("more was written meanwhile than the log holds; try again");
    for (const name of log.filter((one) => /^[0-9A-F]{24}$/.test(one) && one >= first))
      yield* fileOf(folder, `pg_wal/${name}`);
    yield tarFile({ name: "pg/backup_label", content: Buffer.from(label) });
    yield tarEnd;
  } finally {
    if (isBegun) await stop().catch(() => {});
    isRunning = false;
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** One that is gone by now was dropped, and the log says so. */
async function* fileOf(folder: string, name: string): AsyncGenerator<Buffer> {
  const handle = await open(join(folder, name), "r").catch(() => null);
  if (handle === null) return;
  try {
    yield tarFile({ name: `pg/${name}`, content: await handle.readFile() });
  } finally {
    await handle.close();
  }
}
