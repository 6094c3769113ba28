import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { exampleInstanceIds } from "../catalogue";
import { ensurePartitions } from "../database/partitions";
import { onDatabase } from "../database/testing/databases";
import { answeredBy } from "../database/testing/watched";
import { createPseudonyms } from "../settings/pseudonyms";
import { runs } from "../testing/effort";
import { callOf } from "./calls";
import type { EventLinks } from "./contracts";
import { Ingest, type IngestOptions } from "./ingest";
import { RefusedError, refuse } from "./refusal";
import { noDifferences, recount } from "./testing/recount";
import type { WireRequest } from "./wire";

const pseudonyms = createPseudonyms("a pepper of thirty-two characters");
const instanceId = "c6vq1tqs0qtc73dlqkpg";
const snapshot = { instance_id: instanceId, event_type: "snapshot_created", event_data: {} };

function ingestOn(database: IngestOptions["database"], options: Partial<IngestOptions> = {}) {
  const faults: unknown[] = [];
  const ingest = new Ingest({
    database,
    pseudonyms,
    retentionDays: 30,
    rateLimitInstance: 0,
    rateLimitAddress: 0,
    onError: (error) => faults.push(error),
    ...options,
  });
  onTestFinished(() => ingest.close());
  const send = async (path: string, body: unknown, more: Partial<WireRequest> = {}) => {
    const call = callOf(path);
    if (call === null) throw new Error(`${path} is not a call`);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await ingest.handle(call, {
      method: "POST",
      contentEncoding: undefined,
      contentType: undefined,
      body: Buffer.from(text),
      address: "192.0.2.1",
      ...more,
    });
    return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body) };
  };
  return { ingest, send, faults };
}

const engine = "/api/rpc/telemetry_event";
const batch = "/api/v1/events";

onDatabase((open) => {
  const openReady = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: new Date(), retentionDays: 30 });
    return database;
  };

  describe("the engine's call", () => {
    it("is answered 200 and an empty object, after the row is there", async (context) => {
      const database = await openReady(context);
      const { send } = ingestOn(database);
      expect(await send(engine, snapshot)).toMatchObject({ status: 200, body: {} });
      expect(await database.query("select event_type, data from event")).toEqual([
        { event_type: "snapshot_created", data: {} },
      ]);
    });

    it("stamps the server's time, or takes the sender's", async (context) => {
      const database = await openReady(context);
      const { send } = ingestOn(database, { now: () => new Date("2026-11-23T10:00:00.123Z") });
      await send(engine, snapshot);
      await send(engine, { ...snapshot, event_time: "2026-11-20T01:00:00+02:00" });
      const rows = await database.query<{ time: string; received: string }>(
        `select to_char(event_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as time,
                to_char(received_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as received from event order by 1`,
      );
      expect(rows).toEqual([
        { time: "2026-11-19 23:00:00.000", received: "2026-11-23 10:00:00.123" },
        { time: "2026-11-23 10:00:00.123", received: "2026-11-23 10:00:00.123" },
      ]);
    });

    it("marks the documentation's example instances", async (context) => {
      const database = await openReady(context);
      const { send, ingest } = ingestOn(database);
      for (const id of [...exampleInstanceIds, instanceId])
        await send(engine, { ...snapshot, instance_id: id });
      await ingest.settle();
      expect(
        await database.query("select example, count(*)::integer as n from instance group by 1 order by 1"),
      ).toEqual([
        { example: false, n: 1 },
        { example: true, n: 2 },
      ]);
    });

    it("leaves unknown fields out and counts their paths by day", async (context) => {
      const database = await openReady(context);
      const { send, ingest } = ingestOn(database);
      await send(engine, { ...snapshot, event_data: { hostname: "db1.example.org", acme42: 1 } });
      await ingest.flushCounts();
      expect(await database.query("select data from event")).toEqual([{ data: {} }]);
      expect(
        await database.query("select event_type, path, events from unknown_field_day order by path"),
      ).toEqual([
        { event_type: "snapshot_created", path: "(other)", events: 1 },
        { event_type: "snapshot_created", path: "event_data.hostname", events: 1 },
      ]);
    });
  });

  describe("/api/v1/events", () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

    it("takes one event, an array and NDJSON, with a result for each", async (context) => {
      const database = await openReady(context);
      const { send } = ingestOn(database);
      const one = { accepted: 1, repeated: 0, refused: 0, results: [{ status: "accepted" }] };
      expect(await send(batch, snapshot)).toMatchObject({ status: 200, body: one });
      const two = { accepted: 2, refused: 0 };
      expect(await send(batch, [snapshot, snapshot])).toMatchObject({ status: 200, body: two });
      const lines = `${JSON.stringify(snapshot)}\n\n${JSON.stringify(snapshot)}\r\n`;
      expect(await send(batch, lines)).toMatchObject({ status: 200, body: two });
      expect(
        await send(batch, JSON.stringify(snapshot), { contentType: "application/x-ndjson" }),
      ).toMatchObject({
        status: 200,
        body: one,
      });
      expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 6 }]);
    });

    it("does not let a bad event hurt the others, and says which it was", async (context) => {
      const database = await openReady(context);
      const { send, ingest } = ingestOn(database);
      const lines = [
        JSON.stringify(snapshot),
        "{broken",
        JSON.stringify({ ...snapshot, event_type: "snapshot_melted" }),
        JSON.stringify({ ...snapshot, event_data: { a: [[[[[[[[[[1]]]]]]]]]] } }),
        JSON.stringify(snapshot),
      ].join("\n");
      const { status, body } = await send(batch, lines);
      expect(status).toBe(200);
      expect(body).toMatchObject({ accepted: 2, refused: 3 });
      expect(body.results.map((result: { code?: string }) => result.code)).toEqual([
        undefined,
        "invalid_json",
        "unknown_event_type",
        "hostile_json",
        undefined,
      ]);
      await ingest.flushCounts();
      expect(await database.query("select reason, event_type, refusals from refusal_day order by 1")).toEqual(
        [
          { reason: "hostile_json", event_type: "", refusals: 1 },
          { reason: "invalid_json", event_type: "", refusals: 1 },
          { reason: "unknown_event_type", event_type: "snapshot_melted", refusals: 1 },
        ],
      );
    });

    it("accepts a repeat once, together or apart, and never across instances", async (context) => {
      const database = await openReady(context);
      const { send } = ingestOn(database);
      const keyed = { ...snapshot, event_id: "7", event_time: at(5) };
      expect((await send(batch, [keyed, keyed, keyed])).body).toMatchObject({
        accepted: 1,
        repeated: 2,
        results: [{ status: "accepted" }, { status: "repeated" }, { status: "repeated" }],
      });
      expect((await send(batch, keyed)).body).toMatchObject({
        repeated: 1,
        results: [{ status: "repeated" }],
      });
      expect((await send(engine, keyed)).body).toEqual({});
      expect((await send(batch, { ...keyed, instance_id: exampleInstanceIds[0] })).body).toMatchObject({
        accepted: 1,
      });
      expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 2 }]);
      expect(await recount(database)).toEqual(noDifferences);
    });
  });

  it("counts every repeat once when many processes write the same events at the same time", async (context) => {
    const database = await openReady(context);
    const processes = Array.from({ length: 4 }, () => ingestOn(database));
    const time = new Date().toISOString();
    const events = Array.from({ length: 50 }, (_, n) => ({
      ...snapshot,
      event_id: `e${n}`,
      event_time: time,
    }));
    const answers = await Promise.all(processes.map(({ send }) => send(batch, events)));
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.accepted + body.repeated).toBe(50);
    }
    expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 50 }]);
    expect(await recount(database)).toEqual(noDifferences);
  });

  it(`survives ${runs.hostileBodies} arbitrary bodies: no 5xx, no database error, no crash`, {
    timeout: 240_000,
  }, async (context) => {
    const database = await openReady(context);
    const { send, faults } = ingestOn(database);
    const almost = fc.record(
      {
        instance_id: fc.oneof(
          { weight: 8, arbitrary: fc.constant(instanceId) },
          { weight: 1, arbitrary: fc.string() },
          { weight: 1, arbitrary: fc.jsonValue() },
        ),
        event_type: fc.oneof(
          {
            weight: 8,
            arbitrary: fc.constantFrom("engine_started", "clone_reset", "alert", "branch_created"),
          },
          { weight: 1, arbitrary: fc.string() },
        ),
        event_data: fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()),
          fc.record({
            id: fc.string({ unit: "binary" }),
            name: fc.string({ unit: "binary" }),
            cloning_time: fc.double(),
          }),
          fc.record({ name: fc.string({ unit: "grapheme", minLength: 1 }) }),
          fc.record({ level: fc.constant("refresh_failed"), message: fc.string({ unit: "binary" }) }),
        ),
        event_time: fc.oneof(
          fc.integer({ min: 0, max: 20 * 86_400 }).map((s) => new Date(Date.now() - s * 1000).toISOString()),
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
          fc.string(),
        ),
        event_id: fc.string({ unit: "binary" }),
      },
      { requiredKeys: ["instance_id", "event_type", "event_data"] },
    );
    const taken = fc.record({
      instance_id: fc.constant(instanceId),
      event_type: fc.constant("alert"),
      event_data: fc.record({ level: fc.constant("refresh_failed"), message: fc.string({ unit: "binary" }) }),
    });
    const body = fc.oneof(
      { weight: 6, arbitrary: almost.map((value) => JSON.stringify(value)) },
      // However the lottery goes, some reach the database.
      { weight: 1, arbitrary: taken.map((value) => JSON.stringify(value)) },
      { weight: 2, arbitrary: fc.array(almost, { maxLength: 4 }).map((values) => JSON.stringify(values)) },
      { weight: 2, arbitrary: fc.json() },
      { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
      {
        weight: 1,
        arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
      },
      {
        weight: 1,
        arbitrary: fc
          .array(
            almost.map((value) => JSON.stringify(value)),
            { maxLength: 3 },
          )
          .map((lines) => lines.join("\n")),
      },
    );
    const statuses = new Map<number, number>();
    const samples = fc.sample(fc.tuple(body, fc.constantFrom(engine, batch)), runs.hostileBodies);
    for (let from = 0; from < samples.length; from += 100) {
      const answers = await Promise.all(
        samples.slice(from, from + 100).map(([text, path]) => send(path, text)),
      );
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses.keys()].sort()).toEqual([200, 400]);
    // A lottery in which hardly anything reaches the database would prove little.
    expect(statuses.get(200)).toBeGreaterThan(runs.hostileBodies / 200);
    expect(faults).toEqual([]);
    expect(await recount(database)).toEqual(noDifferences);
  });
});

/** The elements of an array as a statement gets it. */
function readArray(text: unknown): string[] {
  return JSON.parse(String(text).replace("{", "[").replace("}", "]"));
}

describe("who is believed", () => {
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const old = { ...snapshot, event_time: at(49) };
  const publishing = { newInstancesPerNetwork: 0 };

  /** What the write statement was given. */
  function listening() {
    const clocks: string[] = [];
    const database = answeredBy(async ({ name, parameters }) => {
      if (name === "open_fold" || name === "join_fold") clocks.push(...readArray(parameters.at(-1)));
      return [];
    });
    return { clocks, database };
  }

  it("a stranger for two days, on an installation that publishes", async () => {
    const { clocks, database } = listening();
    const { send } = ingestOn(database, { publishing });
    await send(batch, [snapshot, { ...snapshot, event_time: at(47) }, old]);
    await send(engine, old);
    expect(clocks).toEqual(["received_at", "received_at", "nothing", "nothing"]);
  });

  it("everybody, on a private one", async () => {
    const { clocks, database } = listening();
    const { send } = ingestOn(database);
    await send(batch, [snapshot, old]);
    expect(clocks).toEqual(["event_time", "event_time"]);
  });

  it("a sender with a token, past the limits, and history is written down before it is stored", async () => {
    const { clocks, database } = listening();
    const notes: number[] = [];
    const identify = async (token: string) => {
      if (token !== "t") throw new RefusedError(refuse("unknown_sender"));
      return { id: "019ab000-0000-7000-8000-000000000002", organizationId: null };
    };
    const linkedSince = () => Promise.reject(new Error("was asked"));
    const noteHistory = async () => void notes.push(clocks.length);
    const { send } = ingestOn(database, {
      publishing: { newInstancesPerNetwork: 1 },
      rateLimitAddress: 1,
      senders: { identify, linkedSince, noteHistory },
    });
    const authorization = "Bearer t";
    const ids = ["c6vq1tqs0qtc73dlqkp0", "c6vq1tqs0qtc73dlqkp1", "c6vq1tqs0qtc73dlqkp2"];
    const many = ids.map((instance_id) => ({ ...snapshot, instance_id }));
    expect(await send(batch, many, { authorization })).toMatchObject({ body: { accepted: 3 } });
    expect(notes).toEqual([]);
    expect(await send(engine, old, { authorization })).toMatchObject({ status: 200 });
    expect(notes).toEqual([3]);
    expect(clocks).toEqual(Array(4).fill("event_time"));
    for (const path of [engine, batch]) {
      const answer = await send(path, old, { authorization: "Bearer x" });
      expect(answer).toMatchObject({ status: 401, body: { code: "unknown_sender" } });
      expect(answer.headers["www-authenticate"]).toContain("Bearer");
    }
    expect(clocks).toHaveLength(4);
  });

  it("an organization's sender, of its own instances alone; with all others it has the limits of strangers", async () => {
    const { clocks, database } = listening();
    const ids = [...Array(4).keys()].map((number) => `c6vq1tqs0qtc73dlqkp${number}`);
    const own = pseudonyms.instanceKey(ids[0] ?? "");
    const { send } = ingestOn(database, {
      publishing: { newInstancesPerNetwork: 1 },
      rateLimitAddress: 3,
      senders: {
        identify: async () => ({ id: "019ab000-0000-7000-8000-000000000002", organizationId: 7 }),
        linkedSince: async (organizationId, keys) =>
          new Map(organizationId === 7 && keys.includes(own) ? [[own, new Date(0)]] : []),
        noteHistory: async () => {},
      },
    });
    const many = ids.map((instance_id) => ({ ...old, instance_id }));
    const { body } = await send(batch, many, { authorization: "Bearer t" });
    expect(body.results.map(({ status, code = "" }: Record<string, string>) => `${status} ${code}`)).toEqual([
      "accepted ",
      "accepted ",
      "refused too_many_new_instances",
      "refused rate_limited_address",
    ]);
    expect(clocks).toEqual(["event_time", "nothing"]);
  });

  it("what a proxy's Basic authorization says is not looked at", async () => {
    const { send } = ingestOn(
      answeredBy(async () => []),
      {
        senders: {
          identify: () => Promise.reject(new Error("was asked")),
          linkedSince: () => Promise.reject(new Error("was asked")),
          noteHistory: () => Promise.reject(new Error("was told")),
        },
      },
    );
    expect(await send(engine, snapshot, { authorization: "Basic eDp5" })).toMatchObject({ status: 200 });
  });
});

describe("what is refused, and how", () => {
  const none = answeredBy(async () => []);

  it("by a relay what came through it before, or through more relays than anybody has: it goes in a circle", async () => {
    const id = "a".repeat(32);
    const other = (number: number) => String(number).padStart(32, "0");
    const accepted: (readonly string[])[] = [];
    const { send } = ingestOn(none, {
      relay: {
        id,
        accept: async (_, __, path) => void accepted.push(path),
        passOn: () => Promise.reject(new Error("was asked")),
      },
    });
    const ways = [[id], [other(1), id, other(2)], [...Array(16).keys()].map(other)];
    for (const relayPath of ways) {
      for (const path of [engine, batch, "/api/rpc/telemetry_usage", "/api/rpc/dblab_session_upload_log"])
        expect(await send(path, snapshot, { relayPath })).toMatchObject({
          status: 508,
          body: { code: "relay_loop" },
        });
    }
    expect(accepted).toEqual([]);
    expect(await send(engine, snapshot, { relayPath: [other(1)] })).toMatchObject({ status: 200 });
    expect(accepted).toEqual([[other(1)]]);
  });

  it.each([
    [{ method: "GET" }, 405, "method_not_allowed"],
    [{ contentEncoding: "br" }, 415, "unsupported_encoding"],
    [{ contentEncoding: "gzip", body: "damaged" as const }, 400, "invalid_json"],
    [{ body: null }, 413, "body_too_large"],
    [{ body: Buffer.from([0x7b, 0xff, 0x7d]) }, 400, "invalid_json"],
  ])("%j", async (more, status, code) => {
    const { send } = ingestOn(none);
    const answer = await send(engine, snapshot, more);
    expect(answer).toMatchObject({ status, body: { code } });
    for (const part of ["code", "message", "details", "hint"])
      expect(answer.body[part]).toEqual(expect.any(String));
    expect(answer.body.details).not.toBe("");
  });

  it("other calls of an engine, with 404 and the error object", async () => {
    const { send } = ingestOn(none);
    for (const call of [
      "dblab_token_check",
      "dblab_instance_register",
      "telemetry_usage",
      "",
      "telemetry_event/",
    ]) {
      if (call.endsWith("/")) expect(callOf(`/api/rpc/${call}`)).toBeNull();
      else
        expect(await send(`/api/rpc/${call}`, {})).toMatchObject({
          status: 404,
          body: { code: "unknown_call" },
        });
    }
  });

  it("more than 1,000 events, none, and a body that is only a number", async () => {
    const { send } = ingestOn(none);
    expect(await send(batch, Array(1001).fill(snapshot))).toMatchObject({ status: 413 });
    expect(await send(batch, [])).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect(await send(batch, "7")).toMatchObject({
      status: 400,
      body: { refused: 1, code: "invalid_request" },
    });
  });

  it("one instance past its limit, without hurting another", async () => {
    const { send } = ingestOn(none, { rateLimitInstance: 2 });
    await send(engine, snapshot);
    await send(engine, snapshot);
    const third = await send(engine, snapshot);
    expect(third).toMatchObject({ status: 429, body: { code: "rate_limited_instance" } });
    expect(Number(third.headers["retry-after"])).toBeGreaterThan(0);
    expect(await send(engine, { ...snapshot, instance_id: exampleInstanceIds[0] })).toMatchObject({
      status: 200,
    });
  });

  it("whoever knows an ID, past the limit of strangers, and never the engine that has the key", async () => {
    const eventLinks: EventLinks = {
      ownerOf: () => undefined,
      holderOf: async (key) => (key.startsWith("key of ") ? Number(key.slice(7)) : null),
      find: async (key) =>
        key.startsWith("key of ") ? { plan: "standard", link: async () => new Set<string>() } : null,
    };
    const { send } = ingestOn(none, { rateLimitInstance: 2, eventLinks });
    for (const orgKey of [undefined, "made up", undefined, "made up", "key of 2"])
      await send(engine, snapshot, orgKey === undefined ? {} : { orgKey });
    expect(await send(engine, snapshot)).toMatchObject({ status: 429 });
    expect(await send(engine, snapshot, { orgKey: "made up" })).toMatchObject({ status: 429 });
    const owner = { orgKey: "key of 1" };
    expect(await send(engine, snapshot, owner)).toMatchObject({ status: 200 });
    expect(await send(engine, snapshot, owner)).toMatchObject({ status: 200 });
    expect(await send(engine, snapshot, owner)).toMatchObject({ status: 429 });
  });

  it("one address past its limit, counting the events of a batch", async () => {
    const { send } = ingestOn(none, { rateLimitAddress: 3 });
    expect(await send(batch, [snapshot, snapshot])).toMatchObject({ status: 200 });
    const partly = await send(batch, [snapshot, snapshot]);
    expect(partly).toMatchObject({ status: 200, body: { accepted: 1, refused: 1 } });
    expect(partly.body.results[1]).toMatchObject({ code: "rate_limited_address" });
    expect(await send(batch, [snapshot, snapshot])).toMatchObject({
      status: 429,
      body: { code: "rate_limited_address" },
    });
    expect(await send(engine, snapshot, { address: "192.0.2.2" })).toMatchObject({ status: 200 });
  });

  it("new instances of a network past its limit, and in a batch no others", async () => {
    const { send, ingest } = ingestOn(none, { publishing: { newInstancesPerNetwork: 2 } });
    const of = (instance: number) => ({
      ...snapshot,
      instance_id: `c${String(instance).padStart(19, "0")}`,
    });
    const { status, body } = await send(batch, [of(1), of(2), of(1), of(3), of(2)]);
    expect(status).toBe(200);
    expect(
      body.results.map((result: { code?: string; status: string }) => result.code ?? result.status),
    ).toEqual(["accepted", "accepted", "accepted", "too_many_new_instances", "accepted"]);
    const refused = await send(engine, of(4), { address: "192.0.2.200" });
    expect(refused).toMatchObject({ status: 429, body: { code: "too_many_new_instances" } });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(86_400);
    expect(JSON.stringify(refused)).not.toContain("192.0.2");
    expect(await send(engine, of(1))).toMatchObject({ status: 200 });
    expect(await send(engine, of(4), { address: "192.0.3.1" })).toMatchObject({ status: 200 });
    await ingest.close();
  });

  it("a single event not behind a large call: that has a queue of its own", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { send } = ingestOn(
      answeredBy(async ({ name, parameters }) => {
        if (name === "open_fold" && String(parameters[0]).split(",").length > 64) await held;
        return [];
      }),
    );
    const large = send(
      batch,
      Array.from({ length: 100 }, () => snapshot),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await send(engine, snapshot)).toMatchObject({ status: 200 });
    release();
    expect(await large).toMatchObject({ body: { accepted: 100 } });
  });

  it("what does not fit the queue, at once, with Retry-After", async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const stuck = answeredBy(() => released.then(() => []));
    const { send } = ingestOn(stuck, { capacity: 1, deadlineMs: 200 });
    onTestFinished(() => release());
    const first = send(engine, snapshot);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = send(engine, snapshot);
    const third = await send(engine, snapshot);
    expect(third).toMatchObject({
      status: 503,
      body: { code: "queue_full" },
      headers: { "retry-after": "5" },
    });
    expect(await first).toMatchObject({ status: 503, body: { code: "database_unavailable" } });
    expect(await second).toMatchObject({ status: 503, body: { code: "database_unavailable" } });
  });

  it("never with what was sent", async () => {
    const { send } = ingestOn(none);
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Z0-9]{16,40}$/), async (secret) => {
        const bodies = [
          { ...snapshot, instance_id: secret },
          { ...snapshot, event_type: secret },
          { ...snapshot, event_data: secret },
          { ...snapshot, event_type: "engine_started", event_data: { pools: { fs_type: secret } } },
          `{"${secret}": ${secret}`,
        ];
        for (const body of bodies) {
          const answer = await send(engine, body);
          expect(answer.status).toBe(400);
          expect(JSON.stringify(answer)).not.toContain(secret);
        }
      }),
    );
  });
});
