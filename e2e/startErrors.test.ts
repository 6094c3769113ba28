import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { embeddedInstallation, makeInstallation } from "./support/installation";
import { describeOnBoth } from "./support/kinds";
import { spawnServer, startServer, temporaryFolder } from "./support/server";

/** Starts a server that cannot start, and gives its exit code and what it said of the reason. */
async function failToStart(environment: Record<string, string>) {
  const { ended, output } = spawnServer(environment);
  const code = await ended;
  const said: { readonly level: number; readonly msg: string }[] = output()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const lines = said.flatMap(({ level, msg }) => (level === 60 ? msg : []));
  return { code, lines, output: output() };
}

describe("a start that cannot succeed ends with one clear line", () => {
  it.each([
    [{ PORT: "http" }, /PORT must be a whole number/],
    [
      { DATABASE_URL: "mysql://x/y", INSTANCE_ID_PEPPER: "x".repeat(32), SESSION_SECRET: "y".repeat(32) },
      /DATABASE_URL must begin with postgres/,
    ],
    [{ PUBLIC_URL: "https://example.org/elsewhere" }, /for (?:the|a) path .*npm start builds/],
    [{ PUBLIC_URL: "https://example.org/telemetry?x=1" }, /PUBLIC_URL must end with .*no query/],
    [{ DATABASE_URL: "postgres://127.0.0.1:1/x" }, /INSTANCE_ID_PEPPER and SESSION_SECRET must be given/],
    [
      {
        DATABASE_URL: "postgres://somebody:hunter2@127.0.0.1:1/x",
        INSTANCE_ID_PEPPER: "x".repeat(32),
        SESSION_SECRET: "y".repeat(32),
        // With a spool it starts, and waits for the server.
        SPOOL_LIMIT: "0",
      },
      /127\.0\.0\.1:1/,
    ],
  ])("%j", async (environment, words) => {
    const folder = temporaryFolder("start");
    try {
      const { code, lines, output } = await failToStart({ DATA_DIR: folder.path, ...environment });
      expect(code).toBe(1);
      expect(lines).toEqual([expect.stringMatching(words)]);
      expect(output).not.toContain("hunter2");
    } finally {
      folder.remove();
    }
  });

  it("a port in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const installation = await embeddedInstallation();
    try {
      const { code, lines } = await failToStart({ ...installation.environment, PORT: String(port) });
      expect(code).toBe(1);
      expect(lines).toEqual([`port ${port} is in use; set PORT to another one`]);
    } finally {
      other.close();
      installation.remove();
    }
  });

  it("a data folder that is a file, and one that holds something else", async () => {
    const folder = temporaryFolder("start");
    try {
      const file = join(folder.path, "file");
      writeFileSync(file, "");
      for (const path of [file, join(file, "below")]) {
        const { code, lines } = await failToStart({ DATA_DIR: path });
        expect(code).toBe(1);
        expect(lines).toEqual([expect.stringContaining(file)]);
      }
    } finally {
      folder.remove();
    }
  });

  it("a data folder in use, by the name of who holds it; the holder is not disturbed", async () => {
    const installation = await embeddedInstallation();
    const server = await startServer(installation.environment);
    try {
      const { code, lines } = await failToStart(installation.environment);
      expect(code).toBe(1);
      expect(lines).toEqual([expect.stringContaining(String(server.process.pid))]);
      expect((await fetch(server.url)).status).toBe(200);
    } finally {
      await server.stop();
      installation.remove();
    }
  });
});

describeOnBoth("a start that cannot succeed ends with one clear line", (kind) => {
  it("a database newer than the code", async () => {
    const installation = await makeInstallation(kind);
    const database = await installation.open();
    await database.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ('future', 'x', '29991231000000_future', now(), now(), 1)`,
    );
    await database.close();
    const { code, lines } = await failToStart(installation.environment);
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/newer/)]);
    installation.remove();
  });
});

it("goes on serving when nobody reads its output any more", async () => {
  const installation = await embeddedInstallation();
  const server = await startServer(installation.environment);
  try {
    server.process.stdout?.destroy();
    server.process.stderr?.destroy();
    for (const path of ["/nowhere", "/", "/api/rpc/telemetry_event"]) {
      const answer = await fetch(new URL(path, server.url), { signal: AbortSignal.timeout(20_000) });
      expect(answer.status).toBe({ "/nowhere": 404, "/": 200 }[path] ?? 405);
    }
    expect(await server.stop()).toBe(0);
  } finally {
    await server.stop("SIGKILL");
    installation.remove();
  }
});

describe("a stop", () => {
  it("answers what was received, exits with 0, and gives the folder free", async () => {
    const { environment, remove } = await embeddedInstallation();
    const server = await startServer(environment);
    expect(await server.stop("SIGTERM")).toBe(0);
    const again = await startServer(environment);
    expect(await again.stop("SIGINT")).toBe(0);
    remove();
  });
});
