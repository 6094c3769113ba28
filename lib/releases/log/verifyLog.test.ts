import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, type TestContext } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { takeTurn } from "../../jobs/lease";
import { publishReleases } from "../publish";
import { createReleases } from "../store/releases";
import { publishWorld } from "../testing/published";
import { rewrite } from "../testing/rewrite";
import { createLog } from "./log";
import { createLogSigner } from "./signer";
import { writeKey } from "./tree/note";
import { readTilePath } from "./tree/tiles";

const logSigner = createLogSigner("a secret of thirty-two characters", "telemetry.example/log");
const program = join(import.meta.dirname, "..", "..", "..", "scripts", "verifyLog.mjs");

/** Runs the stand-alone verifier. @returns its exit code and what it said */
function run(...parameters: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...parameters], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

onDatabase((open) => {
  const serve = async (context: TestContext) => {
    const { database } = await open(context);
    const { options } = await publishWorld(database);
    const publish = () =>
      takeTurn(database, "releases", (turn) => publishReleases(database, turn, { ...options, logSigner }));
    await publish();
    const [log, releases] = [createLog(database), createReleases(database)];
    /** What of an answer is bent on its way out. */
    let bend = (_: string, bytes: Buffer) => bytes;
    const answer = async (path: string): Promise<Uint8Array | null> => {
      if (path === "/log/checkpoint") return Buffer.from((await log.checkpoint()) ?? "");
      if (path.startsWith("/log/tile/")) {
        const asked = readTilePath(path.split("/").slice(3));
        if (asked === null) return null;
        return asked.level === "entries"
          ? log.entryBundle(asked.index, asked.width)
          : log.tile(asked.level, asked.index, asked.width);
      }
      const [, , id = "", ...file] = path.split("/");
      const found = await releases.open(id, file.join("/"));
      if (found === null) return null;
      const pieces = [];
      for await (const piece of found.bytes()) pieces.push(piece);
      return Buffer.concat(pieces);
    };
    const server = createServer(async (request, response) => {
      const path = request.url ?? "";
      const bytes = await answer(path).catch(() => null);
      if (bytes === null) response.writeHead(404).end();
      else response.end(bend(path, Buffer.from(bytes)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const folder = mkdtempSync(join(tmpdir(), "verify-log-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { port } = server.address() as AddressInfo;
    return {
      database,
      publish,
      latest: async () => (await releases.latest())?.id ?? "",
      base: `http://127.0.0.1:${port}`,
      key: await writeKey(logSigner.key),
      state: join(folder, "log.json"),
      bendWith: (next: typeof bend) => {
        bend = next;
      },
    };
  };
  const flip = (bytes: Buffer, at: number) => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes;
  };

  it("the stand-alone verifier finds a log and a release as they are, and a bit that is flipped anywhere", async (context) => {
    const { base, key, latest, bendWith } = await serve(context);
    const release = `${base}/releases/${await latest()}`;
    const check = () => run(`${base}/log`, "--key", key, "--release", release);
    expect(await check()).toMatchObject({
      code: 0,
      said: expect.stringMatching(/entries are as they were signed\n.*files are as entry \d+ says/s),
    });
    for (const [part, words] of [
      ["/log/checkpoint", /not signed|no such|entries/],
      ["/log/tile/entries", /not those that the checkpoint signs|entries/],
      ["/log/tile/0", /is not of the entries/],
      ["/figures.parquet", /figures.parquet of .* is not what its checksum says/],
      ["/SHA256SUMS", /no entry of the log has the checksums/],
    ] as const) {
      bendWith((path, bytes) => (path.includes(part) ? flip(bytes, Math.floor(bytes.length / 2)) : bytes));
      const { code, said } = await check();
      expect([part, code]).toEqual([part, 1]);
      expect(said).toMatch(words);
    }
    bendWith((_, bytes) => bytes);
    expect((await run(`${base}/log`)).code).toBe(2);
    expect((await run(`${base}/nowhere`, "--key", key)).code).toBe(2);
  });

  it("it finds a past that was written anew with the key of the log", async (context) => {
    const { database, base, key, state, publish } = await serve(context);
    const check = () => run(`${base}/log`, "--state", state);
    expect((await run(`${base}/log`, "--key", key, "--state", state)).code).toBe(0);
    expect(await check()).toMatchObject({ code: 0, said: expect.stringContaining("it begins with the") });
    await rewrite(database, "update release set sums = reverse(sums)");
    await database.query("truncate log_entry, log_tile, log_checkpoint");
    await publish();
    expect(await check()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/the past was rewritten/),
    });
    await database.query("truncate log_entry, log_tile, log_checkpoint");
    await database.query("truncate release, release_file, release_part");
    await database.query(
      "insert into audit_root values ('2020-01-01', repeat('1', 64), repeat('a', 16), repeat('b', 86) || '==')",
    );
    await publish();
    expect((await check()).code).toBe(1);
  });
});
