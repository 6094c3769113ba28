import { join } from "node:path";
import { unlessAway } from "./database/errors";
import { readInstallationId } from "./database/installation";
import { type Core, holderOf } from "./openCore";
import { Spool } from "./spool/spool";

/** The spool of this process. */
export interface OpenedSpool {
  /** Undefined where it is switched off. */
  readonly spool: Spool | undefined;
  /** True where it is not known yet whose database its events are for. */
  readonly isUnbound: boolean;
  /** Binds it to the database, which can be read now. */
  bind(): Promise<void>;
}

/** Opens the spool, and says what of another installation lies there. */
export async function openSpool({ settings, database, log }: Core): Promise<OpenedSpool> {
  const { dataDir, spoolLimit, port } = settings;
  if (spoolLimit === 0) return { spool: undefined, isUnbound: false, bind: async () => {} };
  const id = await readInstallationId(database).catch((error: unknown) => {
    unlessAway(error);
    return null;
  });
  const spool = new Spool({
    folder: join(dataDir, "spool"),
    holder: holderOf(port),
    owner: { id, at: database.location },
    limitBytes: spoolLimit * 2 ** 20,
    onDamage: (found) => log.error(found, "an event in the spool could not be stored"),
  });
  const tellOfForeign = () => {
    const { foreignFolders } = spool.state;
    if (foreignFolders.length > 0)
      log.warn({ foreignFolders }, "events of another installation's database wait");
  };
  tellOfForeign();
  return {
    spool,
    isUnbound: id === null,
    async bind() {
      await spool.bind(await readInstallationId(database));
      tellOfForeign();
    },
  };
}
