import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createPassOn } from "./passOn";

const listening = (server: Server, at: string | number) =>
  new Promise<void>((resolve) => server.listen(at, () => resolve()));

it("hands every cookie on, and a page's own headers in place of those that all answers have", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pass-on-"));
  const socket = join(folder, "pages");
  const pages = createServer((_, response) => {
    response
      .writeHead(200, ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-Content-Type-Options", "own"])
      .end("page");
  });
  const passOn = createPassOn({ socket });
  const front = createServer((asked, response) => {
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "same-origin");
    passOn(asked, response, { headers: {}, onMade() {}, onFailure: () => response.destroy() });
  });
  onTestFinished(() => {
    front.closeAllConnections();
    front.close();
    pages.closeAllConnections();
    pages.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await Promise.all([listening(pages, socket), listening(front, 0)]);
  const { port } = front.address() as AddressInfo;
  const headers = await new Promise((resolve, reject) => {
    const asked = request({ port, path: "/" }, (answer) => {
      answer.resume();
      resolve(answer.headers);
    });
    asked.once("error", reject);
    asked.end();
  });
  expect(headers).toMatchObject({
    "set-cookie": ["a=1", "b=2"],
    "x-content-type-options": "own",
    "referrer-policy": "same-origin",
  });
});
