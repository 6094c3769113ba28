import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ensurePartitions } from "../database/partitions";
import { onDatabase } from "../database/testing/databases";
import { answeredBy } from "../database/testing/watched";
import { DatabaseUnavailable } from "../database/types";
import { createPseudonyms } from "../settings/pseudonyms";
import { callOf } from "./calls";
import { Ingest, type IngestOptions } from "./ingest";
import { noDifferences, recount } from "./testing/recount";

const path = "/api/v1/events";
const call = callOf(path);
const instanceOf = (number: number) => `c${String(number).padStart(19, "0")}`;
const snapshot = { instance_id: instanceOf(1), event_type: "snapshot_created", event_data: {} };

interface Answer {
  readonly status: number;
  readonly retryAfter: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
  readonly results: readonly {
    readonly status: string;
    readonly code?: string;
    readonly retry_after?: number;
  }[];
}

function ingestOn(database: IngestOptions["database"], options: Partial<IngestOptions> = {}) {
  const ingest = new Ingest({
    database,
    pseudonyms: createPseudonyms("a pepper of thirty-two characters"),
    retentionDays: 30,
    rateLimitInstance: 600,
    rateLimitAddress: 6_000,
    ...options,
  });
  onTestFinished(() => ingest.close());
  return async (events: unknown, contentType?: string): Promise<Answer> => {
    if (call === null) throw new Error("no call");
    const { status, headers, body } = await ingest.handle(call, {
      method: "POST",
      contentEncoding: undefined,
      contentType,
      body: Buffer.from(typeof events === "string" ? events : JSON.stringify(events)),
      address: "192.0.2.1",
    });
    return { ...JSON.parse(body), status, retryAfter: Number(headers["retry-after"] ?? 0) };
  };
}

/** The limits' clock, and no other: what waits for the database goes on. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const laterBy = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);

onDatabase((open) => {
  const openReady = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: new Date(), retentionDays: 30 });
    return database;
  };
  const named = (events: number, instances = 1) => {
    const event_time = new Date(Date.now() - 3_600_000).toISOString();
    return Array.from({ length: events }, (_, at) => ({
      ...snapshot,
      instance_id: instanceOf(at % instances),
      event_id: `e${at}`,
      event_time,
    }));
  };

  const several: readonly (readonly [string, number, Partial<IngestOptions>])[] = [
    ["of one instance, past its limit", 1, {}],
    ["past the limit of the client", 10, { rateLimitAddress: 600 }],
    ["past both", 2, { rateLimitAddress: 700, rateLimitInstance: 300 }],
  ];

  describe("a batch that is sent again when it is told to is stored at last, each event once", () => {
    it.for(several)("%s", async ([, instances, limits], context) => {
      const database = await openReady(context);
      const send = ingestOn(database, limits);
      const events = named(1_000, instances);
      let stored = 0;
      for (let round = 1; stored < 1_000; round += 1) {
        const answer = await send(events);
        expect([answer.status, answer.repeated]).toEqual([200, stored]);
        expect(answer.accepted).toBeGreaterThan(0);
        expect(answer.accepted + answer.repeated + answer.refused).toBe(1_000);
        stored += answer.accepted;
        const waits = answer.results.flatMap(({ retry_after }) => retry_after ?? []);
        expect(waits).toHaveLength(answer.refused);
        if (answer.refused === 0) break;
        expect(answer.retryAfter).toBe(Math.max(...waits));
        expect(answer.retryAfter).toBeLessThanOrEqual(60);
        laterBy(answer.retryAfter);
        expect(round).toBeLessThan(3);
      }
      expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 1_000 }]);
      expect(await recount(database)).toEqual(noDifferences);
    });
  });

  it("repeats leave an instance its whole minute", async (context) => {
    const send = ingestOn(await openReady(context));
    const events = named(500);
    expect(await send(events)).toMatchObject({ accepted: 500 });
    for (let again = 0; again < 3; again += 1) expect(await send(events)).toMatchObject({ repeated: 500 });
    expect(await send(Array(100).fill(snapshot))).toMatchObject({ accepted: 100, refused: 0 });
  });

  it("an event that comes three times in a call is stored once, and refused as often as it came", async (context) => {
    const database = await openReady(context);
    const send = ingestOn(database, { rateLimitInstance: 2 });
    const [one, other, third] = named(3);
    const { results } = await send([one, other, one, third, one, third]);
    expect(results.map(({ code, status }) => code ?? status)).toEqual([
      "accepted",
      "accepted",
      "repeated",
      "rate_limited_instance",
      "repeated",
      "rate_limited_instance",
    ]);
    expect(await database.query("select count(*)::integer as n from event")).toEqual([{ n: 2 }]);
  });

  it("takes files that begin with a byte order mark, each of them where several are one after the other", async (context) => {
    const send = ingestOn(await openReady(context));
    const line = JSON.stringify(snapshot);
    expect(await send(`\uFEFF${line}\n${line}\n`, "application/x-ndjson")).toMatchObject({ accepted: 2 });
    expect(await send(`\uFEFF${line}\n\uFEFF${line}\n`)).toMatchObject({ accepted: 2 });
    expect(await send(`\uFEFF[${line}]`)).toMatchObject({ accepted: 1 });
  });

  it("takes a JSON text sequence, by its name or its first character", async (context) => {
    const send = ingestOn(await openReady(context));
    const pretty = JSON.stringify(snapshot, null, 2);
    const sequence = `\u001e${pretty}\n\u001e\u001e${JSON.stringify(snapshot)}\n`;
    for (const type of ["application/json-seq", undefined]) {
      expect(await send(sequence, type)).toMatchObject({ accepted: 2, refused: 0 });
    }
    const cut = await send(`\u001e${pretty.slice(0, -3)}\u001e${pretty}\n`, "application/json-seq");
    expect(cut.results).toMatchObject([{ code: "invalid_json" }, { status: "accepted" }]);
  });
});

it("where the database cannot tell repeats, what may be one is refused and costs nothing", async () => {
  let isAway = true;
  const send = ingestOn(
    answeredBy(async () => {
      if (isAway) throw new DatabaseUnavailable("away");
      return [];
    }),
    { rateLimitInstance: 2 },
  );
  const event_time = new Date().toISOString();
  const two = ["1", "2"].map((event_id) => ({ ...snapshot, event_id, event_time }));
  const refused = await send(two);
  expect(refused).toMatchObject({ status: 503, refused: 2 });
  expect(refused.retryAfter).toBeGreaterThan(0);
  isAway = false;
  expect(await send(two)).toMatchObject({ status: 200, accepted: 2 });
});
