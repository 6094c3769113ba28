import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAllThere } from "./support/allThere";
import { embeddedInstallation, type Installation } from "./support/installation";
import { startLoad } from "./support/load";
import { type RunningServer, startServer } from "./support/server";

let installation: Installation;
let server: RunningServer;
beforeAll(async () => {
  installation = await embeddedInstallation();
  server = await startServer(installation.environment);
});
afterAll(async () => {
  await server.stop("SIGKILL");
  installation.remove();
});

/** Sends the beginning of something, nothing more, and gives all that came back until the server ended it. */
async function sendAndWait(start: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.setEncoding("utf8");
  let answer = "";
  socket.on("data", (part) => {
    answer += part;
  });
  socket.on("error", () => {});
  socket.write(start);
  await once(socket, "close");
  return answer;
}

describe("a client that", () => {
  it("never ends its headers, or its body, is cut off with 408 while others are served", {
    timeout: 60_000,
  }, async () => {
    const slow = [
      sendAndWait("POST /api/rpc/telemetry_event HTTP/1.1\r\nHost: x\r\nX-Slow: "),
      sendAndWait(
        'POST /api/rpc/telemetry_event HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n{"instance_id":',
      ),
    ];
    expect((await fetch(server.url)).status).toBe(200);
    for (const answer of await Promise.all(slow)) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toHaveProperty("code");
    }
  });

  it("does not speak HTTP gets an error object", async () => {
    const answer = await sendAndWait("HELO example.org\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ code: "invalid_request" });
  });

  it("announces, or sends, more than a body may have is refused before it is read to the end", async () => {
    const head = "POST /api/rpc/telemetry_event HTTP/1.1\r\nHost: x\r\n";
    const announced = await sendAndWait(`${head}Content-Length: 1000000000\r\n\r\n`);
    const sent = await sendAndWait(
      `${head}Transfer-Encoding: chunked\r\n\r\n11000\r\n${" ".repeat(0x11000)}\r\n`,
    );
    for (const answer of [announced, sent]) {
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ code: "body_too_large" });
    }
  });
});

// Last: it ends the server.
describe("SIGTERM under load", () => {
  it("answers or refuses everything, loses nothing that was acknowledged, and exits with 0", async () => {
    const load = startLoad(server.url, { senders: 16, seed: 7 });
    await expect.poll(() => load.statuses.get(200) ?? 0, { timeout: 20_000 }).toBeGreaterThan(100);
    const code = server.stop("SIGTERM");
    expect(await code).toBe(0);
    const acknowledged = await load.stop();
    await expectAllThere(installation, acknowledged);
    expect([...load.statuses.keys()].filter((status) => ![200, 503, 0].includes(status))).toEqual([]);
  });
});
