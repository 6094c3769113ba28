import { createHmac } from "node:crypto";
import { createSocket } from "node:dgram";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { eventOf } from "../../statistics/testing/fleet";
import { changeBilling } from "../account/changeBilling";
import { grantSupport } from "../grants/grantSupport";
import { lookAsSupport } from "../support/lookAsSupport";
import { openTwo } from "../testing/atWork";
import { addWebhook, removeWebhook, testWebhook } from "./changeWebhooks";
import { runWebhooks } from "./deliver";
import { isInward } from "./isInward";
import { listDeliveries, listWebhooks } from "./listWebhooks";
import { type Post, type PostResult, postSigned, secretOf } from "./postSigned";
import { webhookEventNames } from "./webhookEvents";

const taken: PostResult = { status: 200, problem: null };
const away: PostResult = { status: null, problem: "connection" };

it("knows what leads inward, however it is written", () => {
  const inward = [
    ...["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"],
    ...["224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1"],
    ...["64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "not an address"],
  ];
  for (const address of inward) expect([address, isInward(address)]).toEqual([address, true]);
  for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])
    expect([address, isInward(address)]).toEqual([address, false]);
});

describe("a delivery", () => {
  const listen = async (answer: RequestListener) => {
    const server = createServer(answer).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://localhost:${(server.address() as AddressInfo).port}/hook?a=1`;
  };
  /** A name server on the loopback. @param answer addresses of a type (1 is IPv4, 28 is IPv6); null to say nothing */
  const nameServer = async (answer: (type: number) => readonly string[] | null) => {
    const socket = createSocket("udp4");
    socket.on("message", (query, { port, address }) => {
      const endOfName = query.indexOf(0, 12);
      const found = answer(query.readUInt16BE(endOfName + 1));
      if (found === null) return;
      const head = Buffer.from(query.subarray(0, 12));
      head.writeUInt16BE(0x8180, 2);
      head.writeUInt16BE(found.length, 6);
      head.writeUInt32BE(0, 8);
      const records = found.map((one) =>
        Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...one.split(".").map(Number)]),
      );
      socket.send(Buffer.concat([head, query.subarray(12, endOfName + 5), ...records]), port, address);
    });
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    onTestFinished(() => void socket.close());
    return `127.0.0.1:${socket.address().port}`;
  };
  const post = (url: string, now = new Date()): Post => ({
    ...{ url, secret: secretOf(Buffer.alloc(32, 7)), id: "an-id", body: '{"type":"test"}', now },
  });
  const textOf = async (request: IncomingMessage) => {
    let text = "";
    for await (const piece of request) text += piece;
    return text;
  };

  it("is signed as Standard Webhooks says, with its time", async () => {
    let seen: { headers: IncomingMessage["headers"]; text: string } | null = null;
    const url = await listen(async (request, response) => {
      seen = { headers: request.headers, text: await textOf(request) };
      response.writeHead(204).end();
    });
    const sent = post(url, new Date("2026-11-25T12:00:00.900Z"));
    expect(await postSigned(sent, { reach: "anywhere" })).toEqual({ status: 204, problem: null });
    const { headers, text } = seen as unknown as { headers: Record<string, string>; text: string };
    expect(text).toBe(sent.body);
    expect(headers["webhook-timestamp"]).toBe("1795608000");
    const signed = createHmac("sha256", Buffer.alloc(32, 7)).update(`an-id.1795608000.${text}`);
    expect(headers["webhook-signature"]).toBe(`v1,${signed.digest("base64")}`);
  });

  it("follows no redirect, waits for nobody, and reads no answer", async () => {
    let reached = 0;
    const inside = await listen((_, response) => {
      reached += 1;
      response.end();
    });
    const anywhere = { reach: "anywhere", timeoutMs: 200 } as const;
    const redirecting = await listen((_, response) => response.writeHead(307, { location: inside }).end());
    expect(await postSigned(post(redirecting), anywhere)).toEqual({ status: 307, problem: "redirect" });
    expect(reached).toBe(0);
    const slow = await listen(() => {});
    expect(await postSigned(post(slow), anywhere)).toEqual({ status: null, problem: "time" });
    const endless = await listen((_, response) => {
      response.writeHead(500).write("x");
    });
    expect(await postSigned(post(endless), { reach: "anywhere" })).toEqual({
      status: 500,
      problem: "status",
    });
    expect(await postSigned(post("http://name.invalid/"), { reach: "anywhere" })).toEqual({
      status: null,
      problem: "name",
    });
  });

  it("asks name servers by itself: one that leads inward is refused, and a slow one holds up nobody", async () => {
    let asked = 0;
    const slow = await nameServer(() => {
      asked += 1;
      return null;
    });
    const waits = Array.from({ length: 8 }, () =>
      postSigned(post("https://slow.example.org/"), { reach: "public", timeoutMs: 300, servers: [slow] }),
    );
    // The threads in which files are read are free meanwhile.
    await readFile(import.meta.filename);
    expect(await Promise.all(waits)).toEqual(waits.map(() => ({ status: null, problem: "time" })));
    expect(asked).toBeGreaterThan(0);

    const both = await nameServer((type) => (type === 1 ? ["93.184.216.34", "10.0.0.1"] : []));
    const mixed = post("https://mixed.example.org:1/");
    // Nothing is connected to: one of both answers is enough.
    expect(await postSigned(mixed, { reach: "public", servers: [both] })).toEqual({
      status: null,
      problem: "inward",
    });
    let reached = 0;
    const url = await listen((_, response) => {
      reached += 1;
      response.end();
    });
    const here = await nameServer((type) => (type === 1 ? ["127.0.0.1"] : []));
    const named = url.replace("localhost", "hooks.example.org");
    expect(await postSigned(post(named), { reach: "anywhere", servers: [here] })).toEqual({
      status: 200,
      problem: null,
    });
    expect(reached).toBe(1);
    const unknown = await nameServer(() => []);
    expect(await postSigned(post("https://none.invalid/"), { reach: "public", servers: [unknown] })).toEqual({
      status: null,
      problem: "name",
    });
  });

  it("goes nowhere inward, by address or by name", async () => {
    let reached = 0;
    const url = await listen((_, response) => {
      reached += 1;
      response.end();
    });
    const { port } = new URL(url);
    expect(await postSigned(post(url), { reach: "public" })).toEqual({ status: null, problem: "plain" });
    for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"]) {
      const result = await postSigned(post(`https://${host}:${port}/`), { reach: "public" });
      expect([host, result]).toEqual([host, { status: null, problem: "inward" }]);
    }
    expect(reached).toBe(0);
  });
});

onDatabase((open) => {
  const openWith = async (test: TestContext) => {
    const two = await openTwo(open, test);
    const { database, acme, by, now } = two;
    const organizationId = acme.id;
    const add = (url = "https://hooks.example.org/secret-path", events: unknown = webhookEventNames) =>
      addWebhook(by(), { organizationId, url, events, silentHours: "24" });
    const posts: Post[] = [];
    let answer: (post: Post) => PostResult = () => taken;
    const turn = () =>
      runWebhooks({
        ...{ database, now, pseudonyms: by().pseudonyms },
        post: async (post) => {
          posts.push(post);
          return answer(post);
        },
        turn: {
          goOn: async () => true,
          async write(write) {
            await database.transaction(write);
            return true;
          },
        },
      });
    return {
      ...two,
      organizationId,
      add,
      turn,
      posts,
      answerWith: (next: typeof answer) => {
        answer = next;
      },
      deliveries: () => listDeliveries(by(), { organizationId, part: { after: null, take: 100 } }),
      types: () => posts.map(({ body }) => JSON.parse(body).type),
    };
  };

  it("each event is told once, in numbers alone", async (test) => {
    const { database, organizationId, add, turn, posts, types, by, link, pass } = await openWith(test);
    const instanceId = "c0000000000000000001";
    const { number, key } = await link(organizationId, instanceId, "staging");
    await turn();
    await add();
    const granted = { organizationId, reason: "slow clones", hours: 2, instances: [number] };
    await grantSupport(by("token Ada"), granted);
    await lookAsSupport(by("support Grace"), { alias: "acme", number, view: "Events" });
    await changeBilling(by(), { organizationId, state: "off" });
    await changeBilling(by(), { organizationId, state: "on" });
    const alert = eventOf(1, "alert", {
      ...{ time: "2026-11-25T11:00:00Z", received: "2026-11-25T12:00:00Z" },
      data: { level: "refresh_failed", message: "Failed to run full-refresh" },
    });
    await writeEvents(database, [{ ...alert, instance_key: key }], { timeoutMs: 5_000, isRetry: false });
    await database.query(
      "insert into fold_mark select now() - interval '1 minute', max(fold) from event on conflict do nothing",
    );
    await turn();
    await turn();
    expect(types().toSorted()).toEqual(["alert.received", "billing.off", "refresh.failed", "support.looked"]);
    pass(23.5);
    await turn();
    expect(types()).toContain("instance.silent");
    pass(1);
    await turn();
    expect(types()).toHaveLength(5);
    expect(posts.map(({ body }) => JSON.parse(body).data.instance ?? null).toSorted()).toEqual([
      number,
      number,
      number,
      number,
      null,
    ]);
    const bodies = posts.map(({ body }) => body).join();
    for (const text of [instanceId, key, "acme", "Acme", "Ada", "Grace", "staging", "slow clones"])
      expect(bodies).not.toContain(text);
    const stored = JSON.stringify(await database.query("select * from webhook, webhook_delivery"));
    expect(stored).not.toContain("secret-path");
  });

  it("survives a receiver that is away for a day: everything arrives, once, in order, and it was left alone", async (test) => {
    const { add, turn, posts, organizationId, by, pass, answerWith, deliveries } = await openWith(test);
    const { id } = await add();
    answerWith(() => away);
    for (let hours = 0; hours < 24; hours += 1) {
      if (hours % 3 === 0) {
        await changeBilling(by(), { organizationId, state: "on" });
        await changeBilling(by(), { organizationId, state: "off" });
      }
      for (let minutes = 0; minutes < 60; minutes += 10) {
        await turn();
        pass(1 / 6);
      }
    }
    expect(posts.length).toBeLessThan(40);
    expect(await listWebhooks(by(), { organizationId })).toMatchObject([{ id, waiting: 8 }]);
    answerWith(() => taken);
    posts.length = 0;
    pass(1);
    await turn();
    await turn();
    const entries = posts.map(({ body }) => JSON.parse(body).data.audit_entry);
    expect(new Set(entries).size).toBe(8);
    expect(entries).toHaveLength(8);
    expect(new Set(posts.map(({ id: delivery }) => delivery)).size).toBe(8);
    expect((await deliveries()).map(({ state }) => state)).toEqual(
      Array.from({ length: 8 }, () => "delivered"),
    );
    expect(await listWebhooks(by(), { organizationId })).toMatchObject([
      { waiting: 0, failures: 0, resumeAt: null },
    ]);
  });

  it("one delivery that is never taken holds up no other, and is given up after three days", async (test) => {
    const { add, turn, organizationId, by, pass, answerWith, deliveries, posts } = await openWith(test);
    const { id } = await add();
    await testWebhook(by(), { organizationId, id });
    answerWith(({ body }) => (body.includes('"test"') ? { status: 400, problem: "status" } : taken));
    await turn();
    await changeBilling(by(), { organizationId, state: "off" });
    pass(1);
    await turn();
    const states = async () => (await deliveries()).map(({ event, state }) => [event, state]).toSorted();
    expect(await states()).toEqual([
      ["billing.off", "delivered"],
      ["test", "waiting"],
    ]);
    pass(72);
    await turn();
    expect(await states()).toContainEqual(["test", "given up"]);
    const attempts = posts.length;
    pass(1);
    await turn();
    expect(posts).toHaveLength(attempts);
    pass(31 * 24);
    await turn();
    expect(await deliveries()).toEqual([]);
  });

  it("a slow receiver gets its part of a turn, and what is left the next", async (test) => {
    const { add, turn, organizationId, by, pass, answerWith, posts } = await openWith(test);
    const { id } = await add();
    for (let n = 0; n < 5; n += 1) await testWebhook(by(), { organizationId, id });
    answerWith(() => {
      pass(9 / 3600);
      return taken;
    });
    await turn();
    expect(posts).toHaveLength(3);
    await turn();
    expect(posts).toHaveLength(5);
  });

  it("is refused where it cannot be, and removed with all that it was told", async (test) => {
    const { add, by, organizationId, globex, database } = await openWith(test);
    for (const url of ["x", "ftp://example.org", "https://a:b@example.org", "", null])
      await expect(
        addWebhook(by(), { organizationId, url, events: ["test"], silentHours: 1 }),
      ).rejects.toThrow();
    await expect(add("https://example.org", [])).rejects.toMatchObject({ problem: "webhook-events" });
    const { id } = await add();
    await testWebhook(by(), { organizationId, id });
    await expect(removeWebhook(by(), { organizationId: globex.id, id })).rejects.toMatchObject({
      problem: "no-webhook",
    });
    await removeWebhook(by(), { organizationId, id });
    expect(await database.query("select from webhook_delivery")).toEqual([]);
  });
});
