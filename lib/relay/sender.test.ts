import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../database/testing/temporaryFolder";
import { readRefusedEvents } from "./refusedEvents";
import { readRelayState } from "./relayState";
import { forwardAll, writeRules } from "./rules";
import { sentOfInstance } from "./sentOfInstance";
import { readSent } from "./sentRequests";
import {
  answerOf,
  entry,
  type Got,
  Killed,
  sealer,
  simulateRelay,
  takingAll,
} from "./testing/simulatedRelay";

const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, at) => entry(from + at));
const idsOf = (events: Got["events"]) => events.map(({ event_id }) => event_id);
const minute = 60_000;

describe("a relay", () => {
  it("sends what waits in order, once, in batches of a thousand, with its token", async () => {
    const folder = temporaryFolder();
    const service = takingAll();
    const relay = simulateRelay(folder, ({ events }) => service.answer(events), { token: "dler_x" });
    const entries = numbered(2_500);
    await relay.accept(...entries);
    await relay.sender.sendAll();
    expect(idsOf(service.stored)).toEqual(entries.map(({ id }) => id));
    expect(relay.got.map(({ events }) => events.length)).toEqual(expect.arrayContaining([1_000]));
    expect(new Set(relay.got.map(({ headers }) => headers.authorization))).toEqual(
      new Set(["Bearer dler_x"]),
    );
    expect(readRelayState(folder)).toMatchObject({
      waiting: 0,
      oldest: null,
      phase: "idle",
      counts: { forwarded: 2_500, refused: {} },
    });
    await relay.close();
  });

  it("waits ever longer for a service that is away for an hour, tries with one event, and then has all there", async () => {
    const folder = temporaryFolder();
    const service = takingAll();
    let untilMs = Number.POSITIVE_INFINITY;
    const relay = simulateRelay(folder, ({ events, atMs }) =>
      atMs < untilMs ? null : service.answer(events),
    );
    untilMs = relay.nowMs() + 60 * minute;
    const entries = numbered(3_000);
    await relay.accept(...entries);
    await relay.sender.sendAll();
    expect(idsOf(service.stored)).toEqual(entries.map(({ id }) => id));
    const tries = relay.got.filter(({ atMs }) => atMs < untilMs);
    expect(tries.length).toBeLessThan(30);
    expect(tries.slice(1).every(({ events }) => events.length === 1)).toBe(true);
    expect(relay.pausesMs.toSorted((one, other) => one - other)).toEqual(relay.pausesMs);
    expect(Math.max(...relay.pausesMs)).toBeLessThanOrEqual(5 * minute);
    expect(relay.state.state).toMatchObject({ failures: 0, lastAnswer: { isGood: true } });
    await relay.close();
  });

  it("says while it waits since when, what upstream answered, and when it tries again", async () => {
    const folder = temporaryFolder();
    let isAway = true;
    const service = takingAll();
    const relay = simulateRelay(folder, ({ events }) => (isAway ? null : service.answer(events)));
    await relay.accept(...numbered(5));
    relay.whenPaused(() => {
      expect(readRelayState(folder)).toMatchObject({
        phase: "waiting",
        waiting: 5,
        oldest: "2026-11-27T12:00:00.000Z",
        failures: 1,
        lastAnswer: { isGood: false, words: "no connection (ECONNREFUSED)" },
        nextAt: new Date(relay.nowMs()).toISOString(),
      });
      isAway = false;
    });
    await relay.sender.sendAll();
    expect(service.stored).toHaveLength(5);
    await relay.close();
  });

  it("never comes back before the service said", async () => {
    const service = takingAll();
    const answers = [
      answerOf(429, { code: "rate_limited_address", message: "too many" }, 120),
      answerOf(503, { code: "queue_full", message: "full" }, 700),
    ];
    const relay = simulateRelay(temporaryFolder(), ({ events }) => answers.shift() ?? service.answer(events));
    await relay.accept(...numbered(3));
    await relay.sender.sendAll();
    expect(relay.pausesMs).toEqual([120_000, 700_000]);
    expect(service.stored).toHaveLength(3);
    await relay.close();
  });

  it("keeps what the service takes later, event by event, and sends none again that it has", async () => {
    const service = takingAll();
    const relay = simulateRelay(temporaryFolder(), ({ events }) => {
      if (relay.got.length > 1) return service.answer(events);
      const results = events.map((event, at) =>
        at % 2 === 0
          ? JSON.parse(service.answer([event]).body).results[0]
          : { status: "refused", code: "rate_limited_instance", message: "slow down", retry_after: 33 },
      );
      return answerOf(200, { results });
    });
    await relay.accept(...numbered(6));
    await relay.sender.sendAll();
    expect(relay.pausesMs).toEqual([33_000]);
    expect(relay.got.map(({ events }) => idsOf(events).map((id) => Number(id.slice(-2))))).toEqual([
      [0, 1, 2, 3, 4, 5],
      [1, 3, 5],
    ]);
    await relay.close();
  });

  it("sets aside what the service will never take, and goes on", async () => {
    const folder = temporaryFolder();
    const service = takingAll();
    const relay = simulateRelay(folder, ({ events }) => {
      const results = events.map((event) =>
        event.event_type === "branch_created"
          ? { status: "refused", code: "unknown_event_type", message: "not of the catalogue" }
          : JSON.parse(service.answer([event]).body).results[0],
      );
      const isAll = results.every(({ status }) => status === "refused");
      return answerOf(isAll ? 400 : 200, { code: "unknown_event_type", message: "no", results });
    });
    await relay.accept(entry(0, { type: "branch_created" }));
    await relay.sender.sendAll();
    await relay.accept(entry(1), entry(2, { type: "branch_created" }), entry(3));
    await relay.sender.sendAll();
    expect(service.stored).toHaveLength(2);
    expect(relay.pausesMs).toEqual([]);
    expect(relay.state.state.counts).toMatchObject({ forwarded: 2, refused: { unknown_event_type: 2 } });
    expect(readRefusedEvents(folder, sealer, 10)).toMatchObject([
      { code: "unknown_event_type", event: { event_data: { name: "branch-2" } } },
      { code: "unknown_event_type", event: { event_data: { name: "branch-0" } } },
    ]);
    await relay.close();
  });

  it.each([
    ["a page of something else", { status: 200, body: "<html>", retryAfterSeconds: null }],
    ["a redirect", { status: 302, body: "", retryAfterSeconds: null }],
    ["an address that is wrong", answerOf(404, { code: "unknown_call", message: "no" })],
    ["a token that is wrong", answerOf(401, { code: "unknown_sender", message: "no" })],
    ["results of other events", answerOf(200, { results: [] })],
  ])("loses no event to %s", async (_, wrong) => {
    const service = takingAll();
    const relay = simulateRelay(temporaryFolder(), ({ events }) =>
      relay.got.length < 4 ? wrong : service.answer(events),
    );
    await relay.accept(...numbered(3));
    await relay.sender.sendAll();
    expect(service.stored).toHaveLength(3);
    expect(relay.state.state.counts.refused).toEqual({});
    await relay.close();
  });

  it("gives up an event over which the service fails again and again, and no other", async () => {
    const service = takingAll();
    const relay = simulateRelay(temporaryFolder(), ({ events }) => {
      const results = events.map((event) =>
        event.event_id.endsWith("1")
          ? { status: "refused", code: "internal", message: "a fault" }
          : JSON.parse(service.answer([event]).body).results[0],
      );
      return answerOf(200, { results });
    });
    await relay.accept(...numbered(3));
    await relay.sender.sendAll();
    expect(service.stored).toHaveLength(2);
    expect(relay.state.state.counts.refused).toEqual({ internal: 1 });
    await relay.close();
  });

  it("gives no event up because a clock is wrong, but one that is too old", async () => {
    const oldest = { ...entry(999), event: { ...entry(999).event, event_time: "2025-01-01T00:00:00.000Z" } };
    const service = takingAll();
    const relay = simulateRelay(temporaryFolder(), ({ events }) => {
      if (relay.got.length > 3) return service.answer(events);
      const wrong = { status: "refused", code: "event_time_out_of_range", message: "in the future" };
      return answerOf(400, { ...wrong, results: events.map(() => wrong) });
    });
    await relay.accept(oldest, entry(0));
    await relay.sender.sendAll();
    expect(idsOf(service.stored)).toEqual([entry(0).id]);
    expect(relay.state.state.counts.refused).toEqual({ event_time_out_of_range: 1 });
    await relay.close();
  });

  it("sends events with different keys apart, and each key with its own", async () => {
    const service = takingAll();
    const relay = simulateRelay(temporaryFolder(), ({ events }) => service.answer(events));
    await relay.accept(
      entry(0, { orgKey: "dleo_a" }),
      entry(1),
      entry(2, { orgKey: "dleo_a" }),
      entry(3, { orgKey: "dleo_b" }),
    );
    await relay.sender.sendAll();
    expect(relay.got.map(({ events, headers }) => [headers["org-key"], events.length])).toEqual([
      ["dleo_a", 2],
      [undefined, 1],
      ["dleo_b", 1],
    ]);
    await relay.close();
  });

  it("makes smaller requests for a service that takes only those, and bodies of at most a MiB", async () => {
    const service = takingAll();
    const tooLarge = answerOf(413, { code: "body_too_large", message: "too large" });
    const relay = simulateRelay(temporaryFolder(), ({ events }) =>
      events.length > 100 ? tooLarge : service.answer(events),
    );
    await relay.accept(...numbered(300));
    await relay.sender.sendAll();
    expect(service.stored).toHaveLength(300);
    const long = "x".repeat(4_000);
    const large = numbered(300, 1_000).map((one) => ({
      ...one,
      event: { ...one.event, event_data: { id: one.id, more: long } },
    }));
    await relay.accept(...large);
    await relay.sender.sendAll();
    expect(service.stored).toHaveLength(600);
    const sizes = relay.got.map(({ events }) =>
      Buffer.byteLength(events.map((one) => `${JSON.stringify(one)}\n`).join("")),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 ** 20);
    await relay.close();
  });

  it("goes on after a crash where it was: at most the request that was under way is sent again", async () => {
    const folder = temporaryFolder();
    const service = takingAll();
    const entries = numbered(4_000);
    const first = simulateRelay(folder, ({ events }) => {
      const answer = service.answer(events);
      if (first.got.length === 3) throw new Killed("the process is killed before it has the answer");
      return answer;
    });
    await first.accept(...entries);
    await expect(first.sender.sendAll()).rejects.toThrow("killed");
    await first.close();
    const taken = service.stored.length;
    const second = simulateRelay(folder, ({ events }) => service.answer(events));
    await second.sender.sendAll();
    expect(idsOf(service.stored)).toEqual(entries.map(({ id }) => id));
    const again = second.got.flatMap(({ events }) => events).length - (entries.length - taken);
    expect(again).toBe(first.got[2]?.events.length);
    expect(second.state.state.counts.forwarded).toBe(4_000);
    await second.close();
  });
});

describe("rules of a relay", () => {
  it("let nothing leave that is withheld, in no form and in no file, and count it", async () => {
    const folder = temporaryFolder();
    await writeRules(folder, { ...forwardAll, withheldTypes: ["branch_created"] });
    const service = takingAll();
    const relay = simulateRelay(folder, ({ events }) => service.answer(events));
    await relay.accept(entry(1), entry(2, { type: "branch_created" }), entry(3));
    await relay.sender.sendAll();
    expect(JSON.stringify(relay.got)).not.toContain("branch");
    expect(service.stored).toHaveLength(2);
    expect(JSON.stringify([...readSent(folder, sealer)])).not.toContain("branch-2");
    expect(relay.state.state.counts).toMatchObject({ forwarded: 2, withheld: { branch_created: 1 } });
    await relay.close();
  });

  it("let nothing at all leave under inspect only, and what passed meanwhile never leaves", async () => {
    const folder = temporaryFolder();
    await writeRules(folder, { ...forwardAll, inspectOnly: true });
    const service = takingAll();
    const relay = simulateRelay(folder, ({ events }) => service.answer(events));
    await relay.accept(...numbered(3));
    await relay.sender.sendAll();
    expect(relay.got).toEqual([]);
    await writeRules(folder, forwardAll);
    await relay.accept(entry(7));
    await relay.sender.sendAll();
    expect(idsOf(service.stored)).toEqual([entry(7).id]);
    expect(relay.state.state.counts).toMatchObject({ inspected: 3, forwarded: 1 });
    await relay.close();
  });

  it("hold events for their hours, in order, and let go when they are changed", async () => {
    const folder = temporaryFolder();
    await writeRules(folder, { ...forwardAll, holdHours: 2 });
    const service = takingAll();
    const relay = simulateRelay(folder, ({ events }) => service.answer(events));
    const startMs = relay.nowMs();
    await relay.accept(entry(0), entry(1_800));
    await relay.sender.sendAll();
    expect(relay.got.map(({ atMs }) => (atMs - startMs) / minute)).toEqual([120, 150]);
    expect(relay.state.state.counts).toMatchObject({ held: 2, forwarded: 2 });

    await relay.accept(entry(10_000));
    const beforeMs = relay.nowMs();
    relay.whenPaused(() => writeFileSync(join(folder, "rules.json"), JSON.stringify(forwardAll)));
    await relay.sender.sendAll();
    expect(relay.nowMs() - beforeMs).toBeLessThanOrEqual(1_000);
    expect(service.stored).toHaveLength(3);
    await relay.close();
  });

  it("send a hashed event without a key, under an ID that is always the same, and keep both in the log", async () => {
    const folder = temporaryFolder();
    await writeRules(folder, { ...forwardAll, hashIdentifiers: true });
    const service = takingAll();
    const relay = simulateRelay(folder, ({ events }) => service.answer(events));
    await relay.accept(entry(0, { orgKey: "dleo_secret" }), entry(1));
    await relay.sender.sendAll();
    const everything = JSON.stringify(relay.got);
    for (const clear of ["c6vq1tqs0qtc73dlqkpg", "clone-0", "dleo_secret", entry(0).id]) {
      expect(everything).not.toContain(clear);
    }
    expect(new Set(service.stored.map(({ instance_id }) => instance_id)).size).toBe(1);
    const sent = [...readSent(folder, sealer)];
    expect(sent.flatMap(({ before }) => before)).toEqual(
      expect.arrayContaining([entry(0).event, entry(1).event]),
    );
    expect(sent.map(({ answer }) => answer?.status)).not.toContain(undefined);
    expect(relay.state.state.counts).toMatchObject({ hashed: 2 });
    const ofInstance = [...sentOfInstance(readSent(folder, sealer), "c6vq1tqs0qtc73dlqkpg")];
    expect(ofInstance.map(({ before }) => before)).toEqual([entry(0).event, entry(1).event]);
    expect(ofInstance.map(({ after }) => after)).toEqual(service.stored);
    expect([...sentOfInstance(readSent(folder, sealer), "c6vq1tqs0qtc73dlqkp0")]).toEqual([]);
    await relay.close();
  });

  it("that cannot be read let nothing leave until they can", async () => {
    const folder = temporaryFolder();
    const service = takingAll();
    const relay = simulateRelay(folder, ({ events }) => service.answer(events));
    await relay.accept(...numbered(2));
    writeFileSync(join(folder, "rules.json"), '{"inspectOnly": "perhaps"}');
    relay.whenPaused(() => {
      expect(relay.got).toEqual([]);
      writeFileSync(join(folder, "rules.json"), JSON.stringify(forwardAll));
    });
    await relay.sender.sendAll();
    expect(service.stored).toHaveLength(2);
    await relay.close();
  });
});

it("leaves nothing in clear in any file", async () => {
  const folder = temporaryFolder();
  const relay = simulateRelay(folder, () => (relay.got.length < 2 ? null : answerOf(200, {})));
  await relay.accept(entry(1, { orgKey: "dleo_secret" }), entry(2, { type: "branch_created" }));
  relay.whenPaused(() => {});
  relay.whenPaused(() => relay.crash());
  await relay.sender.sendAll();
  await relay.close();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.length).toBeGreaterThan(3);
  for (const { parentPath, name } of files) {
    const content = readFileSync(join(parentPath, name), "latin1");
    for (const clear of ["c6vq1tqs0qtc73dlqkpg", "clone-1", "branch-2", "dleo_secret"]) {
      expect(content, name).not.toContain(clear);
    }
  }
});
