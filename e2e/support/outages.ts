import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findPostgres } from "../../lib/database/testing/postgresPrograms";
import { execute, type ScratchPostgres } from "../../lib/database/testing/scratchPostgres";
import { fill } from "../../lib/database/testing/smallDisk";
import { embeddedInstallation } from "./installation";

/** A way in which a server takes no events. */
export interface Outage {
  /** Makes a database to which it can happen; null where this machine does not allow that. */
  makeDatabase(cluster: ScratchPostgres): Promise<{ readonly url: string; remove(): Promise<void> } | null>;
  /** Lets it happen. @returns what ends it */
  begin(cluster: ScratchPostgres, databaseUrl: string): Promise<() => Promise<unknown>>;
}

const plainly = async (cluster: ScratchPostgres) => ({
  url: await cluster.createDatabase(),
  remove: async () => {},
});

const maxConnections = 40;

/** Needed of the cluster: connections that a test can take. */
export const outageSettings = [`max_connections = ${maxConnections}`, "superuser_reserved_connections = 0"];

const small = new Map<string, string>();

export const outages: Readonly<Record<string, Outage>> = {
  "is away": {
    makeDatabase: plainly,
    async begin(cluster) {
      cluster.kill();
      return async () => cluster.start();
    },
  },
  "is read-only": {
    makeDatabase: plainly,
    async begin(cluster) {
      const set = async (value: "on" | "off") => {
        await execute(cluster.url, `alter system set default_transaction_read_only = ${value}`);
        await execute(cluster.url, "select pg_reload_conf()");
      };
      await set("on");
      return () => set("off");
    },
  },
  "is locked by a migration": {
    makeDatabase: plainly,
    async begin(_, databaseUrl) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      await client.query("begin; lock table event in access exclusive mode");
      return () => client.end();
    },
  },
  "has no connection left": { makeDatabase: plainly, begin: takeConnections },
  "has a full disk": {
    makeDatabase: onSmallDisk,
    async begin(_, databaseUrl) {
      const disk = small.get(databaseUrl) ?? "";
      fill(disk);
      return async () => rmSync(join(disk, "filler"));
    },
  },
};

async function takeConnections(cluster: ScratchPostgres): Promise<() => Promise<unknown>> {
  const taken: pg.Client[] = [];
  const takeOne = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: cluster.url });
    client.on("error", () => {});
    const isTaken = await client.connect().then(
      () => true,
      () => false,
    );
    if (isTaken) taken.push(client);
    return isTaken;
  };
  await takeOne();
  // Not "until none is theirs": one that is just being opened is in no view, and comes after that.
  while (taken.length < maxConnections) {
    await taken[0]?.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dblab-telemetry'",
    );
    while (await takeOne());
  }
  return () => Promise.all(taken.map((client) => client.end()));
}

/**
 * An installation whose embedded database is on a disk of its own, which can be filled: all of it, rows and log. Its spool
 * is not. Null where this machine does not allow that.
 */
export async function embeddedOnSmallDisk() {
  const mounted = mountSmall(160);
  if (mounted === null) return null;
  const { disk, unmount } = mounted;
  const installation = await embeddedInstallation();
  const database = join(installation.environment.DATA_DIR ?? "", "pg");
  cpSync(database, join(disk, "pg"), { recursive: true });
  rmSync(database, { recursive: true });
  symlinkSync(join(disk, "pg"), database);
  return {
    ...installation,
    fill: () => fill(disk),
    free: () => rmSync(join(disk, "filler"), { force: true }),
    remove() {
      installation.remove();
      unmount();
    },
  };
}

function mountSmall(megabytes: number) {
  const disk = mkdtempSync(join(tmpdir(), "small-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", disk]);
  const unmount = () => {
    spawnSync("umount", ["-l", disk]);
    rmSync(disk, { recursive: true, force: true });
  };
  if (mounted.status === 0) return { disk, unmount };
  unmount();
  return null;
}

/** The rows of the database are on a disk of their own, which can be filled; the server's log of writes is not. */
async function onSmallDisk(cluster: ScratchPostgres) {
  const mounted = mountSmall(96);
  if (mounted === null) return null;
  const { disk, unmount } = mounted;
  // The server's user is not ours.
  chmodSync(disk, 0o777);
  const name = `small_${randomUUID().replaceAll("-", "")}`;
  await execute(cluster.url, `create tablespace ${name} location '${makePlace(disk)}'`);
  await execute(cluster.url, `create database ${name} tablespace ${name}`);
  const url = cluster.url.replace(/\/[^/]+$/, `/${name}`);
  small.set(url, disk);
  // Pages of it that the server still holds would have to be written to a disk that is gone, by whoever needs room.
  const remove = async () => {
    await execute(cluster.url, `drop database ${name} with (force)`);
    await execute(cluster.url, `drop tablespace ${name}`);
    unmount();
  };
  return { url, remove };
}

function makePlace(disk: string): string {
  const place = join(disk, "rows");
  mkdirSync(place);
  const { identity } = findPostgres() ?? {};
  if (identity !== undefined) chownSync(place, identity.uid, identity.gid);
  return place;
}
