import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { answeredBy } from "../database/testing/watched";
import { answerJson } from "../http/answerProblem";
import { createPseudonyms } from "../settings/pseudonyms";
import { type Call, callOf } from "./calls";
import { Ingest } from "./ingest";
import { createNodeHandler } from "./nodeHandler";
import { createReceive, type IncomingRequest } from "./receive";
import type { WireRequest } from "./wire";

const engine = "/api/rpc/telemetry_event";

/** Ingest that writes down what it is asked. */
function recorder() {
  const asked: { call: Call; request: WireRequest }[] = [];
  return {
    asked,
    async handle(call: Call, request: WireRequest) {
      asked.push({ call, request });
      return answerJson({ seen: Buffer.from(request.body ?? []).toString() });
    },
  };
}

const incoming = (more: Partial<IncomingRequest> = {}): IncomingRequest => ({
  method: "POST",
  path: engine,
  peer: "192.0.2.1",
  body: Readable.from([Buffer.from("{}")]),
  header: () => undefined,
  ...more,
});

describe("receive", () => {
  it("takes ingest's calls and nothing else", async () => {
    const receive = createReceive(recorder(), { trustedProxies: 0 });
    for (const path of ["/", "/api/v1/health", "/api/rpc/a/b", "/api/rpc"]) {
      expect(receive(incoming({ path }))).toBeNull();
    }
    expect(await receive(incoming())).toMatchObject({ status: 200, body: '{"seen":"{}"}' });
  });

  it("does not read what is announced to be too large", async () => {
    const ingest = recorder();
    const receive = createReceive(ingest, { trustedProxies: 0 });
    const body = new PassThrough();
    await receive(
      incoming({ body, header: (name) => (name === "content-length" ? "1000000000" : undefined) }),
    );
    expect(ingest.asked[0]?.request.body).toBeNull();
    expect(body.listenerCount("data")).toBe(0);
  });

  it("reads past what nobody looks at: none of it is held, and not before it is asked for", async () => {
    const path = "/api/rpc/dblab_session_upload_log";
    const limitBytes = callOf(path)?.limitBytes ?? 0;
    const chunk = Buffer.alloc(2 ** 20, "a");
    let given = 0;
    const body = (chunks: number) =>
      Readable.from(
        (function* () {
          for (let at = 0; at < chunks; at++) {
            given += chunk.length;
            yield chunk;
          }
        })(),
      );
    const answered: unknown[] = [];
    const receive = createReceive(
      {
        async handle(_, { body: held, readPast }) {
          answered.push(held?.length, given, await readPast?.());
          return answerJson({});
        },
      },
      { trustedProxies: 0 },
    );
    const whole = limitBytes / chunk.length;
    await receive(incoming({ path, body: body(whole) }));
    expect(answered).toEqual([0, 0, true]);
    await receive(incoming({ path, body: body(whole + 1) }));
    expect(answered.slice(3)).toEqual([0, limitBytes, false]);
    const ended = new PassThrough();
    const broken = receive(incoming({ path, body: ended }));
    ended.destroy();
    await expect(broken).rejects.toThrow("ended before");
  });

  it("unpacks gzip, and refuses what is too large unpacked with the socket still good for an answer", async () => {
    const received = createReceive(recorder(), { trustedProxies: 0 });
    const packed = (bytes: Buffer | string) =>
      incoming({
        body: Readable.from([gzipSync(bytes)]),
        header: (name) => (name === "content-encoding" ? "gzip" : undefined),
      });
    expect(await received(packed('{"a":1}'))).toMatchObject({ body: JSON.stringify({ seen: '{"a":1}' }) });
    const asked = recorder();
    await createReceive(asked, { trustedProxies: 0 })(packed(Buffer.alloc(2 ** 26)));
    expect(asked.asked[0]?.request.body).toBeNull();
    const plain = incoming({ header: (name) => (name === "content-encoding" ? "gzip" : undefined) });
    await createReceive(asked, { trustedProxies: 0 })(plain);
    expect(asked.asked[1]?.request.body).toBe("damaged");
  });

  it("answers a bomb over a socket with 413", async () => {
    const ingest = new Ingest({
      database: answeredBy(async () => []),
      pseudonyms: createPseudonyms("a pepper of thirty-two characters"),
      retentionDays: 30,
      rateLimitInstance: 0,
      rateLimitAddress: 0,
    });
    onTestFinished(() => ingest.close());
    const handle = createNodeHandler(createReceive(ingest, { trustedProxies: 0 }));
    const server = createServer((request, response) => void handle(request, response)).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const post = (body: Buffer) =>
      fetch(`http://127.0.0.1:${port}/api/v1/events`, {
        method: "POST",
        headers: { "content-encoding": "gzip" },
        body: new Uint8Array(body),
      });
    const bomb = await post(gzipSync(Buffer.alloc(2 ** 28)));
    expect([bomb.status, (await bomb.json()).code]).toEqual([413, "body_too_large"]);
    const event = {
      instance_id: "c6vq1tqs0qtc73dlqkpg",
      event_type: "snapshot_created",
      event_data: {},
    };
    const good = await post(gzipSync(JSON.stringify(event)));
    expect([good.status, (await good.json()).accepted]).toEqual([200, 1]);
    expect((await post(Buffer.from("not gzip"))).status).toBe(400);
  });

  it("refuses new bodies while too much is being read, counts that, and takes them again afterwards", async () => {
    const answered: [string, number][] = [];
    const ingest = new Ingest({
      database: answeredBy(async () => []),
      pseudonyms: createPseudonyms("a pepper of tests, at least 32 characters"),
      retentionDays: 30,
      rateLimitInstance: 0,
      rateLimitAddress: 0,
      onAnswered: (call, status) => answered.push([call, status]),
    });
    onTestFinished(() => ingest.close());
    const receive = createReceive(ingest, { trustedProxies: 0 });
    const mebibyte = Buffer.alloc(1024 * 1024);
    const slow = Array.from({ length: 65 }, () => new PassThrough({ highWaterMark: 2 ** 21 }));
    const answers = slow.map((body) => receive(incoming({ path: "/api/v1/events", body })));
    for (const body of slow) body.write(mebibyte);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await receive(incoming())).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    expect(answered).toEqual([["telemetry_event", 503]]);
    for (const body of slow) body.end();
    await Promise.all(answers);
    // Of an event that holds nothing: it was read.
    expect(await receive(incoming())).toMatchObject({ status: 400 });
  });
});

describe("Node's server and a route handler", () => {
  it("hand the same over, but for who is at the other end", async () => {
    const ingest = recorder();
    const receive = createReceive(ingest, { trustedProxies: 1 });
    const handle = createNodeHandler(receive);
    const server = createServer((request, response) => {
      if (!handle(request, response)) response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const headers = {
      "content-type": "application/x-ndjson",
      "content-encoding": "identity",
      "org-key": "a key",
      "x-forwarded-for": "192.0.2.9, 192.0.2.7",
    };
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/v1/events?x=1`;
    const answer = await fetch(url, { method: "POST", headers, body: "{}\n" });
    expect([answer.status, await answer.text()]).toEqual([200, '{"seen":"{}\\n"}']);
    const fetched = new Headers(headers);
    await receive({
      method: "POST",
      path: "/api/v1/events",
      peer: undefined,
      body: Readable.from([Buffer.from("{}\n")]),
      header: (name) => fetched.get(name) ?? undefined,
    });
    const [byNode, byRoute] = ingest.asked;
    expect(byNode?.request).toEqual({ ...byRoute?.request, body: expect.anything() });
    expect(byNode?.request).toMatchObject({ orgKey: "a key", address: "192.0.2.7" });
    expect((await fetch(`http://127.0.0.1:${port}/events`)).status).toBe(404);
  });
});
