import { mkdtempSync, rmSync } from "node:fs";
import {
  Agent,
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { createPassOn } from "./passOn";

const listening = (server: Server, at: string | number) =>
  new Promise<void>((resolve) => server.listen(at, () => resolve()));

/** A process in front of one that answers with `answer`; `onMade` counts. */
async function inFront(answer: RequestListener) {
  const folder = mkdtempSync(join(tmpdir(), "pass-on-"));
  const socket = join(folder, "pages");
  const pages = createServer(answer);
  const passOn = createPassOn({ socket });
  const onMade = vi.fn();
  const front = createServer((asked, response) => {
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "same-origin");
    passOn(asked, response, { headers: {}, onMade, onFailure: () => response.destroy() });
  });
  onTestFinished(() => {
    for (const server of [front, pages]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true, force: true });
  });
  await Promise.all([listening(pages, socket), listening(front, 0)]);
  const { port } = front.address() as AddressInfo;
  const ask = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request({ port, path: "/" }, resolve);
      asked.once("error", reject);
      asked.end();
    });
  return { ask, onMade, port };
}

it("hands every cookie on, and a page's own headers in place of those that all answers have", async () => {
  const { ask } = await inFront((_, response) => {
    response
      .writeHead(200, ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-Content-Type-Options", "own"])
      .end("page");
  });
  const answer = await ask();
  answer.resume();
  expect(answer.headers).toMatchObject({
    "set-cookie": ["a=1", "b=2"],
    "x-content-type-options": "own",
    "referrer-policy": "same-origin",
  });
});

it("gives up the place of an answer whose reader is slow, and still hands all of it on", async () => {
  const bytes = 48 * 1024 * 1024;
  const { ask, onMade } = await inFront((_, response) => {
    response.writeHead(200).end(Buffer.alloc(bytes));
  });
  const answer = await ask();
  // Nothing is read of it yet.
  await expect.poll(() => onMade.mock.calls.length).toBeGreaterThan(0);
  let read = 0;
  for await (const chunk of answer) read += (chunk as Buffer).length;
  expect(read).toBe(bytes);
});

it("answers the next request of a connection on which one was answered before its body was read", async () => {
  const { port } = await inFront((asked, response) => {
    response.writeHead(asked.method === "POST" ? 413 : 200).end("page");
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const ask = (method: string, body?: Buffer) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ port, path: "/", method, agent }, (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode));
      });
      asked.once("error", reject);
      asked.end(body);
    });
  for (let round = 0; round < 3; round += 1) {
    expect(await ask("POST", Buffer.alloc(5_000_000))).toBe(413);
    expect(await ask("GET")).toBe(200);
  }
});
