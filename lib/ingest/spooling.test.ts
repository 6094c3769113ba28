import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, type TestContext, vi } from "vitest";
import { ensurePartitions } from "../database/partitions";
import { onDatabase } from "../database/testing/databases";
import { DatabaseError, DatabaseUnavailable } from "../database/types";
import { createPseudonyms } from "../settings/pseudonyms";
import { createSealer } from "../settings/sealer";
import { Spool } from "../spool/spool";
import { callOf } from "./calls";
import type { EventLinks } from "./contracts";
import { Ingest, type IngestOptions } from "./ingest";
import { noDifferences, recount } from "./testing/recount";

const pepper = "a pepper of thirty-two characters";
const pseudonyms = createPseudonyms(pepper);
const instanceId = "c6vq1tqs0qtc73dlqkpg";
const orgKey = "dleo_a_key_of_an_organization";
const received = new Date("2026-11-23T10:00:00.123Z");
const waitFor = { timeout: 10_000 };

onDatabase((open) => {
  /** Ingest with a spool on a database that can be taken away. */
  async function openSpooling(context: TestContext, options: Partial<IngestOptions> = {}) {
    const { database } = await open(context);
    await ensurePartitions(database, { now: received, retentionDays: 30 });
    const folder = mkdtempSync(join(tmpdir(), "spooling-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    let failure: Error | null = null;
    let statements = 0;
    const access: IngestOptions["database"] = {
      kind: database.kind,
      sql: database.sql,
      within: database.within,
      transaction: database.transaction,
      query(...statement) {
        statements += 1;
        return failure === null ? database.query(...statement) : Promise.reject(failure);
      },
    };
    const changes: string[] = [];
    const start = (more: Partial<IngestOptions> = {}, prepare?: () => Promise<void>) => {
      const spool = new Spool({ folder, holder: "a test", limitBytes: 1_000_000 });
      const ingest = new Ingest({
        database: access,
        pseudonyms,
        retentionDays: 30,
        rateLimitInstance: 0,
        rateLimitAddress: 0,
        now: () => received,
        spool: {
          spool,
          sealer: createSealer(pepper, "spool"),
          onChange: (state) => changes.push(state),
          ...(prepare === undefined ? {} : { prepare }),
        },
        ...options,
        ...more,
      });
      onTestFinished(() => ingest.close());
      const send = async (body: object, { path = "/api/rpc/telemetry_event", key = "" } = {}) => {
        const call = callOf(path);
        if (call === null) throw new Error(path);
        const { status, body: answer } = await ingest.handle(call, {
          method: "POST",
          contentEncoding: undefined,
          contentType: undefined,
          body: Buffer.from(JSON.stringify(body)),
          address: "192.0.2.1",
          orgKey: key,
        });
        return { status, body: JSON.parse(answer) };
      };
      return { ingest, spool, send };
    };
    return {
      database,
      start,
      changes,
      statements: () => statements,
      fail: (error: Error | null) => {
        failure = error;
      },
      spooled: () =>
        readdirSync(join(folder, "1"))
          .filter((name) => name.endsWith("segment"))
          .map((name) => readFileSync(join(folder, "1", name), "utf8"))
          .join(""),
    };
  }

  const away = new DatabaseUnavailable("away");
  const snapshot = { instance_id: instanceId, event_type: "snapshot_created", event_data: {} };
  const clone = (id: string) => ({
    instance_id: instanceId,
    event_type: "clone_reset",
    event_data: { id, cloning_time: 1.5, dsa_diff: 1 },
  });

  describe("while the database is away", () => {
    it("an event is answered 200, kept as a row, and stored as it was received when it is back", async (context) => {
      const { database, start, fail, spooled, changes } = await openSpooling(context);
      const { send, spool, ingest } = start();
      expect(ingest.isAway).toBe(false);
      fail(away);
      const sent = { ...clone("my-clone"), event_time: "2026-11-22T01:00:00+02:00" };
      expect(await send(sent)).toEqual({ status: 200, body: {} });
      expect(ingest.isAway).toBe(true);
      expect((await send(clone("other"))).status).toBe(200);
      expect(spool.state).toMatchObject({ records: 2 });
      expect(spooled()).not.toMatch(new RegExp(`${instanceId}|my-clone|192`));
      fail(null);
      await vi.waitFor(() => expect(spool.waiting).toBe(0), waitFor);
      await vi.waitFor(() => expect(changes).toEqual(["spooling", "drained"]), waitFor);
      expect(ingest.isAway).toBe(false);
      const key = pseudonyms.instanceKey(instanceId);
      expect(
        await database.query(
          `select event_time = '2026-11-21T23:00:00Z' as early, received_at = '${received.toISOString()}' as received,
             data ->> 'id' as clone from event order by event_time`,
        ),
      ).toEqual([
        { early: true, received: true, clone: pseudonyms.identifier(key, "my-clone") },
        { early: false, received: true, clone: pseudonyms.identifier(key, "other") },
      ]);
      expect(await recount(database)).toEqual(noDifferences);
      expect(spooled()).toBe("");
    });

    it("events without an event_id are taken, those with one are not, since repeats could not be told", async (context) => {
      const { database, start, fail } = await openSpooling(context, { deadlineMs: 100 });
      const { send, spool } = start();
      fail(away);
      const path = "/api/v1/events";
      expect(await send([snapshot, snapshot], { path })).toMatchObject({
        status: 200,
        body: { accepted: 2 },
      });
      const keyed = { ...snapshot, event_id: "1", event_time: received.toISOString() };
      expect(await send(keyed, { path })).toMatchObject({
        status: 503,
        body: { code: "database_unavailable" },
      });
      fail(null);
      await vi.waitFor(() => expect(spool.waiting).toBe(0), waitFor);
      expect(await send(keyed, { path })).toMatchObject({ status: 200, body: { accepted: 1 } });
      expect(await send(keyed, { path })).toMatchObject({ status: 200, body: { repeated: 1 } });
      expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 3 }]);
    });

    it("a key's link is sealed, and made when the database is back", async (context) => {
      let isAway = true;
      const asked: unknown[] = [];
      const eventLinks: EventLinks = {
        ownerOf: () => undefined,
        holderOf: async () => 1,
        async find(key) {
          if (isAway) throw away;
          return {
            plan: "enterprise",
            link: async (instances) => {
              asked.push([key, instances]);
              return new Set(instances.map((instance) => instance.key));
            },
          };
        },
      };
      const { database, start, fail, spooled } = await openSpooling(context, { eventLinks });
      const { send, spool, ingest } = start();
      fail(away);
      expect((await send(snapshot, { key: orgKey })).status).toBe(200);
      expect((await send({ ...snapshot, instance_id: "c6vq1tqs0qtc73dlqkq0" })).status).toBe(200);
      expect(spooled()).not.toMatch(new RegExp(`${instanceId}|${orgKey}`));
      fail(null);
      isAway = false;
      await vi.waitFor(() => expect(spool.waiting).toBe(0), waitFor);
      await ingest.settle();
      expect(asked).toEqual([[orgKey, [{ key: pseudonyms.instanceKey(instanceId), instanceId }]]]);
      expect(await database.query("select edition from instance order by edition")).toEqual([
        { edition: "community" },
        { edition: "enterprise" },
      ]);
    });

    it("a new process takes over, and stores nothing before it is prepared", async (context) => {
      const { database, start, fail } = await openSpooling(context);
      const first = start();
      fail(away);
      await first.send(snapshot);
      await first.ingest.close();
      let prepared = 0;
      const isRefused = () => prepared < 2;
      const next = start({ isRefused }, async () => {
        prepared += 1;
        if (prepared === 1) throw away;
      });
      fail(null);
      expect(next.ingest.isAway).toBe(true);
      expect((await next.send(snapshot)).status).toBe(200);
      await vi.waitFor(() => expect(next.spool.waiting).toBe(0), waitFor);
      expect(prepared).toBe(2);
      expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 2 }]);
    });
  });

  it("what is still on its way to the disk does not say that the database is back", async (context) => {
    const { start, fail } = await openSpooling(context);
    const { send, spool, ingest } = start();
    fail(away);
    let write = () => {};
    const append = spool.append.bind(spool);
    const slow = vi.spyOn(spool, "append").mockImplementation(async (texts) => {
      await new Promise<void>((resolve) => {
        write = resolve;
      });
      return append(texts);
    });
    vi.spyOn(spool, "waiting", "get").mockReturnValue(1);
    const sent = send(snapshot);
    await vi.waitFor(() => expect(slow).toHaveBeenCalled(), waitFor);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(ingest.isAway).toBe(true);
    write();
    expect((await sent).status).toBe(200);
    vi.restoreAllMocks();
    fail(null);
    await vi.waitFor(() => expect(spool.waiting).toBe(0), waitFor);
  });

  it("what was stored although the answer got lost is stored once", async (context) => {
    const { database, start } = await openSpooling(context);
    let isLost = true;
    const query: typeof database.query = async (sql, parameters, options) => {
      const rows = await database.query(sql, parameters, options);
      if (isLost && sql.includes("insert")) throw away;
      return rows as never;
    };
    const { send, spool, ingest } = start({ database: { ...database, query } });
    expect((await send(snapshot)).status).toBe(200);
    isLost = false;
    await vi.waitFor(() => expect(spool.waiting).toBe(0), waitFor);
    expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 1 }]);
    // What opened a fold and was not heard of is adopted as that of another process.
    await ingest.adoptFolds(true);
    expect(await recount(database)).toEqual(noDifferences);
  });

  it("an event of an instance that is refused is dropped on its way back", async (context) => {
    const { database, start, fail } = await openSpooling(context);
    const refused = new Set<string>();
    const { send, spool } = start({ isRefused: (key) => refused.has(key) });
    fail(away);
    await send(snapshot);
    refused.add(pseudonyms.instanceKey(instanceId));
    fail(null);
    await vi.waitFor(() => expect(spool.waiting).toBe(0), waitFor);
    expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 0 }]);
  });

  it("a row that the database will never take is set aside, and takes no other with it", async (context) => {
    const { database, start, fail } = await openSpooling(context);
    const { send, spool, ingest } = start();
    fail(away);
    await send(snapshot);
    // Beyond every partition.
    await spool.append([
      JSON.stringify({
        row: { ...rowOf(), event_time: "1990-01-01T00:00:00.000Z" },
      }),
      "no row",
    ]);
    await send(snapshot);
    fail(null);
    await vi.waitFor(() => expect(spool.waiting).toBe(0), waitFor);
    await vi.waitFor(() => expect(spool.state.damagedSegments).toHaveLength(1), waitFor);
    expect(spool.state.found.map(({ damage }) => damage)).toEqual(["refused", "refused"]);
    expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 2 }]);
    expect(ingest.isAway).toBe(false);
  });

  it("where the database takes no row at all, all of them wait", async (context) => {
    const { database, start, fail } = await openSpooling(context);
    const { send, spool } = start();
    fail(away);
    await send(snapshot);
    await send(snapshot);
    fail(new DatabaseError("permission denied", { sqlState: "42501" }));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(spool.state).toMatchObject({ records: 2, damaged: 0 });
    fail(null);
    await vi.waitFor(() => expect(spool.waiting).toBe(0), waitFor);
    expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 2 }]);
  });

  it("nothing is written twice while the database answers", async (context) => {
    const { start, statements, changes, spooled } = await openSpooling(context);
    const { send } = start();
    await send(snapshot);
    expect(statements()).toBe(1);
    expect([spooled(), changes]).toEqual(["", []]);
  });

  it("it is 503 where the spool takes nothing either", async (context) => {
    const { start, fail } = await openSpooling(context);
    const { send, spool } = start();
    fail(away);
    vi.spyOn(spool, "append").mockRejectedValue(new Error("no room"));
    expect(await send(snapshot)).toMatchObject({ status: 503, body: { code: "database_unavailable" } });
  });
});

function rowOf() {
  return {
    instance_key: pseudonyms.instanceKey(instanceId),
    event_time: received.toISOString(),
    id: "019ab000-0000-7000-8000-000000000001",
    event_type: "snapshot_created",
    received_at: received.toISOString(),
    data: {},
    left_out: null,
    counted_by: "event_time",
    example: false,
    edition: null,
    keyed: false,
  };
}
