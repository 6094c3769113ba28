import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { expectAllThere } from "./support/allThere";
import { readHealth } from "./support/health";
import { embeddedInstallation, type Installation, postgresInstallation } from "./support/installation";
import { describeOnBoth } from "./support/kinds";
import { startLoad } from "./support/load";
import { startServer, temporaryFolder } from "./support/server";

describeOnBoth("a full disk", (kind) => {
  it("is answered with 200 by what is reserved on it, and everything is stored when there is room", {
    timeout: 300_000,
  }, async ({ skip }) => {
    const disk = mountSmallDisk(400);
    if (disk === null) return skip("no permission to mount a small file system");
    const installation = await installationOn(disk, kind);
    if (installation === null) return skip("no PostgreSQL server binaries");
    const server = await startServer(installation.environment);
    onTestFinished(() => void server.stop("SIGKILL"));

    // What is reserved lasts for a while, not for as fast as this machine can.
    const load = startLoad(server.url, { senders: 8, seed: 1, speaks: "engine", pauseMs: 20 });
    await expect.poll(() => load.statuses.get(200) ?? 0, { timeout: 20_000 }).toBeGreaterThan(20);
    const filler = join(disk, "filler");
    const isSpoolingWhenFull = () => {
      // A database frees what it can spare; it shall not have it.
      fill(filler);
      return server.output().includes("they wait in the spool");
    };
    await expect.poll(isSpoolingWhenFull, { timeout: 120_000 }).toBe(true);
    const whenFull = load.statuses.get(200) ?? 0;
    await expect.poll(() => load.statuses.get(200) ?? 0, { timeout: 60_000 }).toBeGreaterThan(whenFull + 200);

    rmSync(filler);
    const healthOnceStarted = () => {
      installation.revive();
      return readHealth(server.url);
    };
    await expect.poll(healthOnceStarted, { timeout: 90_000, interval: 1_000 }).toEqual({ status: "ok" });
    const before = load.statuses.get(200) ?? 0;
    await expect.poll(() => load.statuses.get(200) ?? 0, { timeout: 60_000 }).toBeGreaterThan(before + 20);
    const acknowledged = await load.stop();
    expect([...load.statuses.keys()]).toEqual([200]);
    await server.stop();
    await expectAllThere(installation, acknowledged);
  });
});

/** A file system of a few hundred megabytes in memory; null where we may not mount one. */
function mountSmallDisk(megabytes: number): string | null {
  const folder = temporaryFolder("small-disk");
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder.path]);
  onTestFinished(() => {
    if (mounted.status === 0) spawnSync("umount", ["-l", folder.path]);
    folder.remove();
  });
  if (mounted.status !== 0) return null;
  chmodSync(folder.path, 0o777);
  return folder.path;
}

/** A PostgreSQL server that cannot recover on a full disk ends; whoever looks after it starts it again. */
interface Revivable extends Installation {
  revive(): void;
}

async function installationOn(disk: string, kind: "embedded" | "postgresql"): Promise<Revivable | null> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = disk;
  try {
    if (kind === "embedded") return { ...(await embeddedInstallation()), revive() {} };
    const cluster = await startScratchPostgres();
    if (cluster === null) return null;
    onTestFinished(() => cluster.remove());
    const revive = () => {
      try {
        cluster.start();
      } catch {
        // It runs, or there is no room yet.
      }
    };
    return { ...postgresInstallation(await cluster.createDatabase()), revive };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Writes to the end of a file until nothing fits any more. */
function fill(file: string): void {
  const descriptor = openSync(file, "a");
  for (let size = 1 << 20; size >= 512; size >>= 1) {
    try {
      for (;;) if (writeSync(descriptor, Buffer.alloc(size)) < size) break;
    } catch {
      // No room for a piece of this size: try a smaller one.
    }
  }
  closeSync(descriptor);
}
