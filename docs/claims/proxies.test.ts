import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../lib/database/testing/temporaryFolder";
import { findPort } from "../../scripts/demo/environment";
import { readText } from "./readers";

/** The first code block below a heading of operating.md, as whoever copies it gets it. */
function blockBelow(heading: string): string {
  const [, section = ""] = readText("docs/operating.md").split(`\n### ${heading}\n`);
  const lines = section.split("\n");
  const from = lines.findIndex((line) => line.startsWith("    "));
  const length = lines.slice(from).findIndex((line) => line !== "" && !line.startsWith("    "));
  return lines
    .slice(from, from + length)
    .map((line) => line.slice(4))
    .join("\n");
}

interface Proxy {
  /** Whether it is installed. */
  readonly isThere: boolean;
  start(folder: string, port: number, backend: number): ChildProcess;
}

const proxies: Readonly<Record<string, Proxy>> = {
  nginx: {
    isThere: spawnSync("nginx", ["-v"]).status === 0,
    start(folder, port, backend) {
      const block = blockBelow("nginx")
        .replace("127.0.0.1:3000", `127.0.0.1:${backend}`)
        .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
        .replaceAll(/ssl_certificate\S* [^;]+;/g, "");
      const kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map((name) => `${name}_temp_path ${folder}/${name};`)
        .join("\n");
      // Started by root, its workers are nobody, who cannot write what is large into a folder of root's.
      const runAs = process.getuid?.() === 0 ? "user root;\n" : "";
      writeFileSync(
        join(folder, "nginx.conf"),
        `${runAs}daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}\nhttp { access_log off;\n${kept}\n${block}\n}`,
      );
      return spawn("nginx", [
        "-p",
        folder,
        "-e",
        join(folder, "error.log"),
        "-c",
        join(folder, "nginx.conf"),
      ]);
    },
  },
  Caddy: {
    isThere: spawnSync("caddy", ["version"]).status === 0,
    start(folder, port, backend) {
      const block = blockBelow("Caddy")
        .replace("127.0.0.1:3000", `127.0.0.1:${backend}`)
        .replace("telemetry.example.org", `http://127.0.0.1:${port}`);
      const file = join(folder, "Caddyfile");
      writeFileSync(file, `{\n  admin off\n}\n${block}\n`);
      const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
      return spawn("caddy", ["run", "--adapter", "caddyfile", "--config", file], { env });
    },
  },
};

for (const [name, { isThere, start }] of Object.entries(proxies)) {
  if (!isThere) process.stderr.write(`${name} is not installed: what operating.md says of it is not run\n`);
  describe.skipIf(!isThere)(`${name}, set as operating.md says`, () => {
    it("hands on what engines send, says who sent it, and answers in JSON while the service is away", async () => {
      const folder = join(temporaryFolder(), "proxy");
      mkdirSync(folder);
      const seen: { headers: IncomingHttpHeaders; bytes: number }[] = [];
      const service = createServer(async (request, response) => {
        let bytes = 0;
        for await (const part of request) bytes += part.length;
        seen.push({ headers: request.headers, bytes });
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      });
      await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
      const port = await findPort();
      const proxy = start(folder, port, (service.address() as AddressInfo).port);
      let said = "";
      proxy.stderr?.on("data", (part) => {
        said += part;
      });
      onTestFinished(() => {
        proxy.kill("SIGTERM");
        service.close();
        service.closeAllConnections();
      });
      const send = () =>
        fetch(`http://127.0.0.1:${port}/api/v1/events`, {
          method: "POST",
          headers: { "org-key": "k", "content-encoding": "gzip", "x-forwarded-for": "192.0.2.1" },
          body: Buffer.alloc(2_000_000),
        });
      const statusOf = () =>
        send().then(
          ({ status }) => status,
          () => 0,
        );
      await expect.poll(statusOf, { timeout: 60_000, message: said }).toBe(200);
      const last = seen.at(-1);
      expect(last?.bytes).toBe(2_000_000);
      expect(last?.headers).toMatchObject({
        "org-key": "k",
        "content-encoding": "gzip",
        "x-forwarded-proto": "http",
      });
      // With one trusted proxy the last address counts: what a client says of itself is before it.
      expect(last?.headers["x-forwarded-for"]).toMatch(/(?:^|, )127\.0\.0\.1$/);
      await new Promise((resolve) => {
        service.close(resolve);
        service.closeAllConnections();
      });
      const away = await send();
      expect(away.status).toBe(503);
      expect(away.headers.get("retry-after")).toBe("5");
      expect(away.headers.get("content-type")).toContain("application/json");
      expect(await away.json()).toMatchObject({ code: "database_unavailable", hint: "" });
    });
  });
}
