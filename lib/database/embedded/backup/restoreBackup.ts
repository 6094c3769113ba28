import { createHash, randomUUID } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, normalize } from "node:path";
import { createGunzip } from "node:zlib";
import { StartError } from "../../types";
import { flushTree, prepareFolder } from "../folder";
import { readTar } from "./tar";
import { keptSecrets } from "./writeBackup";

/** What a backup had. */
export interface Restored {
  readonly files: number;
  readonly bytes: number;
}

const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");

/**
 * Puts a backup into a data folder that has no database: whole or not at all.
 * @throws StartError where there is one, where a secret there is another, or where the file is no whole backup
 */
export async function restoreBackup(file: string, dataFolder: string): Promise<Restored> {
  prepareFolder(dataFolder);
  const target = join(dataFolder, "pg");
  if (existsSync(target))
    throw new StartError(
      `${target} is there: restore into an empty DATA_DIR, or move that folder away first.`,
    );
  const unfinished = join(dataFolder, `pg.tmp-${randomUUID()}`);
  const secrets = new Map<string, Buffer>();
  let files = 0;
  let bytes = 0;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    const packed = createReadStream(file);
    const chunks = packed.pipe(createGunzip());
    packed.on("error", (error) => chunks.destroy(error));
    for await (const { name, content } of readTar(chunks)) {
      if (keptSecrets.some((secret) => secret === name)) secrets.set(name, content);
      else write(unfinished, name, content);
      files += 1;
      bytes += content.length;
    }
    if (!existsSync(join(unfinished, "PG_VERSION")) || !existsSync(join(unfinished, "backup_label")))
      throw new Error("it holds no backup");
    for (const [name, content] of secrets) checkSecret(join(dataFolder, name), content);
    await flushTree(unfinished);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (error instanceof StartError) throw error;
    throw new StartError(
      `${file} could not be restored, and nothing was changed: ${error instanceof Error ? error.message : error}.`,
    );
  }
  for (const [name, content] of secrets)
    if (!existsSync(join(dataFolder, name))) writeFileSync(join(dataFolder, name), content, { mode: 0o600 });
  renameSync(unfinished, target);
  return { files, bytes };
}

/** Nothing of an archive lands outside its folder. */
function write(folder: string, name: string, content: Buffer): void {
  const path = normalize(name);
  if (!path.startsWith("pg/") || path.includes("..")) throw new Error(`it holds ${JSON.stringify(name)}`);
  const to = join(folder, path.slice("pg/".length));
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  if (!to.endsWith("/.kept")) writeFileSync(to, content, { mode: 0o600 });
}

function checkSecret(file: string, content: Buffer): void {
  if (existsSync(file) && hashOf(readFileSync(file)) !== hashOf(content))
    throw new StartError(`${file} is another one than the backup's: restore into an empty DATA_DIR.`);
}
