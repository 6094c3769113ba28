import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callOf } from "../lib/ingest/calls";
import { isFull } from "../lib/testing/effort";
import { embeddedInstallation, type Installation } from "./support/installation";
import { makeOrganization, operatorOf, operatorToken } from "./support/roleClient";
import { type RunningServer, startServer } from "./support/server";

const path = "/api/rpc/dblab_session_upload_log";
const line = "2026-05-07 09:10:00 UTC,postgres,shop,select canary from customer\n";

let installation: Installation;
let server: RunningServer;
let orgKey: string;

beforeAll(async () => {
  installation = await embeddedInstallation();
  server = await startServer({
    ...installation.environment,
    OPERATOR_TOKEN: operatorToken,
    LOG_LEVEL: "debug",
  });
  const operator = await operatorOf(server.url, "192.0.2.1");
  ({ orgKey } = await makeOrganization(operator, { alias: "acme", name: "Acme" }));
}, 60_000);
afterAll(async () => {
  await server?.stop();
  installation?.remove();
});

/** Sends a log of so many MiB, without saying first how long it is. */
async function upload(mebibytes: number, headers: Record<string, string>) {
  const chunk = Buffer.from(line.repeat(2 ** 20 / line.length));
  const sent = Readable.from(
    (function* () {
      for (let at = 0; at < mebibytes; at++) yield chunk;
    })(),
  );
  return send(sent, headers);
}

async function send(sent: Readable, headers: Record<string, string>) {
  // Node's fetch sends streams only so; the types of the browser's know nothing of it.
  const request = { method: "POST", headers, body: Readable.toWeb(sent), duplex: "half" };
  const answer = await fetch(new URL(path, server.url), request as RequestInit);
  return { status: answer.status, body: await answer.json() };
}

it("takes a large log over HTTP and writes down nothing of it", async () => {
  expect(await upload(64, { "Org-Key": orgKey })).toEqual({ status: 200, body: {} });
  expect(server.output()).not.toContain("canary");
});

it.skipIf(!isFull)("takes a log that comes slowly, as long as it comes", { timeout: 60_000 }, async () => {
  const trickle = Readable.from(
    (async function* () {
      for (let second = 0; second < 25; second += 1) {
        yield Buffer.from(line);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    })(),
  );
  expect(await send(trickle, { "Org-Key": orgKey })).toEqual({ status: 200, body: {} });
});

it("refuses what is too large, and strangers", async () => {
  const limitBytes = callOf(path)?.limitBytes ?? 0;
  const refused = await fetch(new URL(path, server.url), { method: "POST", body: line });
  expect([refused.status, (await refused.json()).code]).toEqual([401, "unknown_access_token"]);
  expect((await upload(limitBytes / 2 ** 20 + 2, { "Org-Key": orgKey })).status).toBe(413);
});
