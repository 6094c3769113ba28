import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";
import { contentSecurityPolicy } from "../../../proxy";
import { notForAll } from "../../http/forAll";
import { privateHeaders } from "../../http/headers";
import { createAskForAll } from "./askForAll";
import { createMakeForAll } from "./makeForAll";

const header = "x-for-all-of-a-test";
const nonce = "AbCd+/0123456789AbCdEg==";
const page = `<!doctype html><script nonce="${nonce}">start()</script>${"<p>text</p>".repeat(100)}`;
const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": contentSecurityPolicy({ nonce, development: false }),
  "cache-control": "private, no-cache, no-store, max-age=0, must-revalidate",
};
const address = { target: "/page", madeOf: "build", hasParameters: false } as const;

/** A process with pages that answers as `render` does. */
async function setUp(render: RequestListener, baseUrl = "https://telemetry.example.org") {
  const folder = mkdtempSync(join(tmpdir(), "for-all-"));
  const socket = join(folder, "pages");
  const handle = createMakeForAll({ socket, header });
  const server = createServer((request, response) => handle(request, response, render));
  await new Promise<void>((resolve) => server.listen(socket, () => resolve()));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const ask = createAskForAll({ socket, header, isPublished: true });
  return () => ask(address, baseUrl);
}

it("makes a page of which each form is the same, without the nonce", async () => {
  const make = await setUp((_, response) => void response.writeHead(200, pageHeaders).end(page));
  const made = await make();
  const { identity, br, gzip } = made?.bodies ?? { identity: Buffer.alloc(0) };
  expect(identity.toString()).toContain("<p>text</p>");
  expect(identity.toString()).not.toContain(nonce);
  expect(brotliDecompressSync(br ?? "")).toEqual(identity);
  expect(gunzipSync(gzip ?? "")).toEqual(identity);
  const headers = Object.fromEntries(made?.headers ?? []);
  expect(headers["cache-control"]).toMatch(/^public, max-age=\d+, stale-while-revalidate=\d+$/);
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'sha256-/);
  expect(JSON.stringify(headers)).not.toContain(nonce);
  expect((await make())?.etag).toBe(made?.etag);
});

it("says nothing of a reader to whatever makes the page", async () => {
  let said: IncomingHttpHeaders = {};
  const make = await setUp((request, response) => {
    said = request.headers;
    response.writeHead(200, pageHeaders).end(page);
  });
  await make();
  expect(said).toEqual({
    host: "telemetry.example.org",
    "x-forwarded-proto": "https",
    connection: expect.any(String),
  });
});

const answers: Record<string, RequestListener> = {
  "sets a cookie": (_, response) =>
    void response.writeHead(200, { ...pageHeaders, "set-cookie": "a=1" }).end(page),
  "is private": (_, response) =>
    void response.writeHead(200, { ...pageHeaders, ...privateHeaders }).end(page),
  "is a call's with a secret": (_, response) =>
    void response
      .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
      .end("{}"),
  "was found to be for one reader while it was made": async (_, response) => {
    await new Promise(setImmediate);
    notForAll();
    response.writeHead(200, pageHeaders).end(page);
  },
  "is a redirect": (_, response) => void response.writeHead(307, { location: "/" }).end(),
  "is not there": (_, response) => void response.writeHead(404, pageHeaders).end(page),
  failed: (_, response) => void response.writeHead(500, pageHeaders).end(page),
  "failed after it had begun": (_, response) =>
    void response.writeHead(200, pageHeaders).end(`${page}<template data-dgst="1"></template>`),
  "has no policy": (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end(page),
};

it.each(Object.keys(answers))("keeps nothing of an answer that %s", async (name) => {
  const make = await setUp(answers[name] ?? (() => {}));
  expect(await make()).toBeNull();
});

it("rejects where the process ends on the way", async () => {
  const make = await setUp((request) => void request.socket.destroy());
  await expect(make()).rejects.toThrow("502");
});

it("renders for everybody else as ever", async () => {
  let isForAll: boolean | null = null;
  const render: RequestListener = (_, response) => {
    notForAll();
    isForAll = false;
    response.writeHead(200, pageHeaders).end(page);
  };
  const folder = mkdtempSync(join(tmpdir(), "for-all-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const handle = createMakeForAll({ socket: join(folder, "none"), header });
  const server = createServer((request, response) => handle(request, response, render));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const at = server.address();
  const answer = await fetch(`http://127.0.0.1:${typeof at === "object" ? at?.port : ""}/`);
  expect([await answer.text(), isForAll]).toEqual([page, false]);
});
