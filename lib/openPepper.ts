import { createHmac, timingSafeEqual } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { unlessAway } from "./database/errors";
import { readInstallationId } from "./database/installation";
import { type Database, StartError } from "./database/types";
import { readOrMakeSecret } from "./settings/secrets";
import type { Settings } from "./settings/settings";

type Asked = Pick<Database, "prisma">;

const fileName = "instance-id-pepper";
const consequence = "with another one every instance, key and token would be unknown";

/**
 * The key of all hashes of an installation: `INSTANCE_ID_PEPPER`, or else that of `DATA_DIR`, made at the first start.
 * Compared with the one that the database knows; while that cannot be read, it is for `checkPepper` to do it later.
 * @throws StartError where it is another one, or lost
 */
export async function openPepper(
  database: Asked,
  { instanceIdPepper, dataDir }: Pick<Settings, "instanceIdPepper" | "dataDir">,
): Promise<string> {
  const file = join(dataDir, fileName);
  if (instanceIdPepper === undefined && !existsSync(file)) {
    const known = await database.prisma.installation.findFirst().catch(unlessAway);
    if (known?.pepperCheck) {
      throw new StartError(
        `${file}, the key of all hashes, is not there any more, and ${consequence}: bring it back from a backup of DATA_DIR.`,
      );
    }
  }
  const pepper = instanceIdPepper ?? readOrMakeSecret(dataDir, fileName);
  const name = instanceIdPepper === undefined ? `The content of ${file}` : "INSTANCE_ID_PEPPER";
  await checkPepper(database, pepper, name).catch(unlessAway);
  return pepper;
}

/**
 * Compares the pepper with the one that the database was first opened with, of which it holds a keyed hash alone.
 * @throws StartError where it is another one; DatabaseUnavailable where that cannot be told
 */
export async function checkPepper(
  database: Asked,
  pepper: string,
  name = "INSTANCE_ID_PEPPER",
): Promise<void> {
  const { installation } = database.prisma;
  const id = await readInstallationId(database);
  const check = createHmac("sha256", pepper).update(`check\0${id}`).digest();
  const read = async () => (await installation.findFirstOrThrow({ where: { id } })).pepperCheck;
  if ((await read()) === null) {
    // Of several processes that begin at once, one is first.
    await installation.updateMany({
      where: { id, pepperCheck: null },
      data: { pepperCheck: new Uint8Array(check) },
    });
  }
  const kept = await read();
  if (kept !== null && kept.length === check.length && timingSafeEqual(kept, check)) return;
  throw new StartError(
    `${name} is not the key of all hashes that this database was made with, and ${consequence}: give the one from before. It is never in the database, nor in a backup of it.`,
  );
}
