import { expect, it, onTestFinished } from "vitest";
import { readCaptures } from "../catalogue/testing/captures";
import { ensurePartitions } from "../database/partitions";
import { onDatabase } from "../database/testing/databases";
import { callOf } from "../ingest/calls";
import { Ingest } from "../ingest/ingest";
import { eraseInstance } from "../instances/erasure/eraseInstance";
import { purgeErased } from "../instances/erasure/purgeErased";
import { takeTurn } from "../jobs/lease";
import { keepStatistics } from "../statistics/count/keepStatistics";
import { activeInstanceStatistic } from "../statistics/declared/activeInstances";
import { createPublication } from "../statistics/publish/publication";
import { testPseudonyms as pseudonyms } from "../statistics/testing/fleet";
import { createStatusReader, publishStatus } from "./readStatus";

const { body = "" } =
  readCaptures().find(({ event, version }) => event === "engine_started" && version === "v4.1.3") ?? {};
const started = JSON.parse(body);
const fleet = Array.from({ length: 20 }, (_, at) => `c00000000000000000${at + 10}`);
const genuine = [
  { eventType: "clone_melted", path: "" },
  { eventType: "engine_started", path: "event_data.color_depth" },
];
const letters = (at: number) => String.fromCharCode(97 + at);

onDatabase((open) => {
  it("a new name is shown once enough counted instances sent it in two weeks; invented ones hide and show nothing", async (context) => {
    const { database } = await open(context);
    let now = new Date("2026-11-04T10:00:00Z");
    await ensurePartitions(database, { now: new Date("2026-11-20"), retentionDays: 60 });
    const publication = createPublication(
      { isPrivate: false, countAfterDays: 0, publishMinInstances: 10 },
      "a pepper of thirty-two characters",
    );
    const ingest = new Ingest({
      database,
      pseudonyms,
      retentionDays: 60,
      rateLimitInstance: 0,
      rateLimitAddress: 0,
      publishing: { newInstancesPerNetwork: 0 },
      now: () => now,
    });
    onTestFinished(() => ingest.close());
    const send = (instance_id: string, event_type: string, event_data: object) => {
      const call = callOf("/api/rpc/telemetry_event");
      if (call === null) throw new Error("no call");
      return ingest.handle(call, {
        method: "POST",
        contentEncoding: undefined,
        contentType: undefined,
        body: Buffer.from(JSON.stringify({ instance_id, event_type, event_data })),
        address: null,
      });
    };
    const engines = async () => {
      for (const id of fleet) {
        await send(id, "engine_started", { ...started.event_data, color_depth: 8 });
        await send(id, "clone_melted", {});
      }
    };
    /** Fifteen requests of each: one who is counted, fifteen who are nobody, and ten of the fleet who agreed on a word in one week. */
    const attack = async () => {
      for (let at = 0; at < 15; at++) {
        const names = Array.from({ length: 20 }, (_, n) => [`scam_${letters(at)}_${letters(n)}`, 1]);
        const scam = { ...started.event_data, ...Object.fromEntries(names) };
        await send(fleet[0] ?? "", "engine_started", scam);
        await send(fleet[0] ?? "", `postgres_ai_is_a_scam_${letters(at)}`, {});
        await send(`c0000000000000000${at + 500}`, "engine_started", scam);
        await send(`c0000000000000000${at + 500}`, `postgres_ai_is_a_scam_${letters(at)}`, {});
      }
    };
    const closeWeek = async (day: string) => {
      await ingest.flushCounts();
      now = new Date(`${day}T12:00:00Z`);
      await takeTurn(database, "statistics", (turn) =>
        keepStatistics(database, turn, {
          statistics: [activeInstanceStatistic],
          ...publication,
          now: () => now,
        }),
      );
    };
    const status = () =>
      createStatusReader(database, { startedAt: now, door: publication.door, now: () => now })();
    const shown = async () => publishStatus(await status()).unknownNames;

    await attack();
    await engines();
    for (const id of fleet) await send(id, "only_in_one_week", {});
    await closeWeek("2026-11-11");
    expect((await shown()).shown).toEqual([]);
    await attack();
    await engines();
    await closeWeek("2026-11-18");
    expect(await shown()).toEqual({ shown: genuine, others: 1_000 });
    // Whoever looks after the installation sees it among the invented ones, too.
    const { unknownFields } = await status();
    expect(unknownFields.slice(0, 2)).toContainEqual(
      expect.objectContaining({ path: "event_data.color_depth", events: 38 }),
    );
    expect(
      await database.query(
        "select max(n)::integer as n from (select count(*) as n from instance_week_unknown group by instance_key, week) as s",
      ),
    ).toEqual([{ n: 20 }]);

    // What was counted stays; what is stored of an instance goes with it.
    for (const id of fleet)
      await eraseInstance({ database, now }, { key: pseudonyms.instanceKey(id), refuseEvents: false });
    await purgeErased(database, { now: new Date(now.getTime() + 90 * 86_400_000) });
    expect(
      await database.query(
        "select count(*)::integer as n from instance_week_unknown where event_type = 'clone_melted'",
      ),
    ).toEqual([{ n: 0 }]);
    expect((await shown()).shown).toEqual(genuine);
  });
});
