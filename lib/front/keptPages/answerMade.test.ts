import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { answerMade, encodingFor } from "./answerMade";
import { type Made, pack, sizeOf, unpack } from "./made";

const made: Made = {
  headers: [
    ["content-type", "text/html; charset=utf-8"],
    ["cache-control", "public, max-age=60"],
    ["content-security-policy", "default-src 'self'"],
    ["vary", "Accept-Encoding"],
  ],
  etag: 'W/"abc"',
  bodies: { identity: Buffer.from("as it is"), br: Buffer.from("brotli"), gzip: Buffer.from("gzip") },
};

async function ask(headers: Record<string, string>, method = "GET") {
  const server = createServer((asked, response) => answerMade(asked, response, made, { "x-more": "1" }));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const asked = request({ port, method, headers, agent: false }, (answer) => {
        let body = "";
        answer.on("data", (chunk) => {
          body += chunk;
        });
        answer.once("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      });
      asked.once("error", reject);
      asked.end();
    },
  );
}

it("goes from one process to the other as it is", () => {
  expect(unpack(pack(made))).toEqual(made);
  const small: Made = { ...made, bodies: { identity: Buffer.alloc(0) } };
  expect(unpack(pack(small))).toEqual(small);
  expect(sizeOf(made)).toBeGreaterThan(sizeOf(small));
});

it.each([
  [undefined, "identity"],
  ["", "identity"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip;q=1.0, deflate", "gzip"],
  ["GZIP", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br; q=0.5", "br"],
  ["deflate", "identity"],
] as const)("Accept-Encoding: %s gets %s", (accepted, encoding) => {
  expect(encodingFor(accepted, made.bodies)).toBe(encoding);
});

it("sends each form with its length, and headers alone for HEAD", async () => {
  expect(await ask({ "accept-encoding": "br" })).toMatchObject({
    status: 200,
    body: "brotli",
    headers: { "content-encoding": "br", "content-length": "6", etag: 'W/"abc"', "x-more": "1" },
  });
  const plain = await ask({});
  expect([plain.body, plain.headers["content-encoding"]]).toEqual(["as it is", undefined]);
  expect(await ask({}, "HEAD")).toMatchObject({ status: 200, body: "", headers: { "content-length": "8" } });
});

it("answers 304 with the same policy where the reader has it", async () => {
  const known = await ask({ "if-none-match": '"other", "abc"' });
  expect(known).toMatchObject({
    status: 304,
    body: "",
    headers: {
      etag: 'W/"abc"',
      "cache-control": "public, max-age=60",
      "content-security-policy": "default-src 'self'",
      vary: "Accept-Encoding",
    },
  });
  expect((await ask({ "if-none-match": '"other"' })).status).toBe(200);
});
