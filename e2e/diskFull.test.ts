import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { noDifferences, recount } from "../lib/ingest/testing/recount";
import { embeddedInstallation, type Installation, postgresInstallation } from "./support/installation";
import { describeOnBoth } from "./support/kinds";
import { startLoad } from "./support/load";
import { startServer, temporaryFolder } from "./support/server";

describeOnBoth("a full disk", (kind) => {
  it("is answered with 503; nothing acknowledged is lost, and service resumes when there is room", {
    timeout: 180_000,
  }, async ({ skip }) => {
    const disk = mountSmallDisk(400);
    if (disk === null) return skip("no permission to mount a small file system");
    const installation = await installationOn(disk, kind);
    if (installation === null) return skip("no PostgreSQL server binaries");
    const server = await startServer(installation.environment);
    onTestFinished(() => void server.stop("SIGKILL"));

    const load = startLoad(server.url, { senders: 8, seed: 1 });
    await expect.poll(() => load.statuses.get(200) ?? 0, { timeout: 20_000 }).toBeGreaterThan(20);
    const filler = fill(disk);
    await expect.poll(() => load.statuses.get(503) ?? 0, { timeout: 40_000 }).toBeGreaterThan(8);
    const acknowledged = await load.stop();
    expect([...load.statuses.keys()].sort()).toEqual([200, 503]);

    rmSync(filler);
    const after = startLoad(server.url, { senders: 8, seed: 2 });
    await expect.poll(() => after.statuses.get(200) ?? 0, { timeout: 60_000 }).toBeGreaterThan(20);
    acknowledged.push(...(await after.stop()));
    await server.stop();

    const database = await installation.open();
    onTestFinished(() => database.close());
    const rows = await database.query<{ clone: string }>("select data ->> 'id' as clone from event");
    const stored = new Set(rows.map(({ clone }) => clone));
    const pseudonyms = installation.pseudonyms();
    const lost = acknowledged.filter(
      ({ instanceId, cloneId }) =>
        !stored.has(pseudonyms.identifier(pseudonyms.instanceKey(instanceId), cloneId)),
    );
    expect(lost).toEqual([]);
    expect(stored.size).toBe(rows.length);
    expect(await recount(database)).toEqual(noDifferences);
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

async function installationOn(disk: string, kind: "embedded" | "postgresql"): Promise<Installation | null> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = disk;
  try {
    if (kind === "embedded") return await embeddedInstallation();
    const cluster = await startScratchPostgres();
    if (cluster === null) return null;
    onTestFinished(() => cluster.remove());
    return postgresInstallation(await cluster.createDatabase());
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Writes until nothing fits any more. */
function fill(disk: string): string {
  const file = join(disk, "filler");
  const descriptor = openSync(file, "w");
  for (let size = 1 << 20; size >= 512; size >>= 1) {
    try {
      for (;;) if (writeSync(descriptor, Buffer.alloc(size)) < size) break;
    } catch {
      // No room for a piece of this size: try a smaller one.
    }
  }
  closeSync(descriptor);
  return file;
}
