import { Readable } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { ensurePartitions } from "../../lib/database/partitions";
import { onDatabase } from "../../lib/database/testing/databases";
import { createSecretLimit } from "../../lib/http/failureLimit";
import { Ingest } from "../../lib/ingest/ingest";
import { createReceive } from "../../lib/ingest/receive";
import { noDifferences, recount } from "../../lib/ingest/testing/recount";
import { createTrustedSenders } from "../../lib/senders/trustedSenders";
import { testPseudonyms as pseudonyms } from "../../lib/statistics/testing/fleet";
import { createFleet } from "./fleet";
import { fleetHistory } from "./history";
import type { PostRequest } from "./post";
import { sendHistory } from "./send";
import { makeDemoSender } from "./sender";

const end = new Date("2026-11-20T15:30:00Z");

onDatabase((open) => {
  it("has its history counted by its own times, on an installation that publishes and limits", async (test) => {
    const { database } = await open(test);
    await ensurePartitions(database, { now: end, retentionDays: 130 });
    const contextNow = () => ({ database, pseudonyms, now: end });
    const ingest = new Ingest({
      database,
      pseudonyms,
      retentionDays: 130,
      rateLimitInstance: 0,
      rateLimitAddress: 10,
      publishing: { newInstancesPerNetwork: 1 },
      senders: createTrustedSenders({
        contextNow,
        limit: createSecretLimit({ perClient: 5, perNetwork: 5, perRegion: 5 }),
      }),
      deadlineMs: 20_000,
      now: () => end,
    });
    onTestFinished(() => ingest.close());
    const receive = createReceive(ingest, { trustedProxies: 0 });
    const post = async ({ path, headers, body }: PostRequest) => {
      const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      const answer = await receive({
        method: "POST",
        path,
        peer: "127.0.0.1",
        body: Readable.from([Buffer.from(body)]),
        header: (name) => sent.get(name),
      });
      return { status: answer?.status ?? 404, body: answer?.body ?? "" };
    };
    const options = { post, signal: new AbortController().signal, onProgress: () => {} };
    const first = await makeDemoSender(contextNow());
    const token = await makeDemoSender(contextNow());
    const history = [...fleetHistory(createFleet({ seed: 3, instances: 12, months: 3, end }))];
    await expect(sendHistory(history, { ...options, token: first })).rejects.toThrow("401");
    expect(await sendHistory(history, { ...options, token })).toBe(history.length);
    expect(await database.query("select distinct counted_by from event")).toEqual([
      { counted_by: "event_time" },
    ]);
    expect(await recount(database)).toEqual(noDifferences);
    expect(await database.query("select from sender where last_history_at is not null")).toHaveLength(1);
  });
});
