import { expect, it } from "vitest";
import { temporaryFolder } from "../database/testing/temporaryFolder";
import { readFates } from "./eventFates";
import type { OutboxEntry } from "./outboxEntry";
import { forwardAll, readRules, writeRules } from "./rules";
import { readMoves } from "./sentRequests";
import { answerOf, entry, type Got, sealer, simulateRelay, takingAll } from "./testing/simulatedRelay";

/** A relay that has events, and what its admin is told of them. */
function openRelay(answer: (got: Got) => ReturnType<typeof answerOf> | null) {
  const folder = temporaryFolder();
  const relay = simulateRelay(folder, answer);
  return {
    ...relay,
    folder,
    fatesOf: (...entries: readonly OutboxEntry[]) => {
      relay.sender.noteWaiting(entries[0]?.receivedAt);
      const fates = readFates(entries, {
        moves: readMoves(folder, sealer),
        state: relay.state.state,
        rules: readRules(folder),
        now: new Date(relay.nowMs() + 60_000),
      });
      return entries.map(({ id }) => fates[id]);
    },
  };
}

it("says of each event what left and what upstream said, or why nothing left", async () => {
  const service = takingAll();
  const { fatesOf, accept, sender, folder, close } = openRelay(({ events }) => service.answer(events));
  const [alert, branch, destroyed, held] = [
    entry(0, { type: "alert" }),
    entry(1, { type: "branch_created" }),
    entry(2),
    entry(30),
  ] as const;
  await writeRules(folder, { ...forwardAll, withheldTypes: ["alert"], hashIdentifiers: true });
  await accept(alert, branch);
  await sender.sendAll();
  await writeRules(folder, { ...forwardAll, inspectOnly: true });
  await accept(destroyed);
  await sender.sendAll();
  await writeRules(folder, { ...forwardAll, holdHours: 2 });
  await accept(held);
  const [ofHeld, ofAlert, ofBranch, ofDestroyed, ofNobody] = fatesOf(
    held,
    alert,
    branch,
    destroyed,
    entry(-90_000),
  );
  expect(ofAlert).toMatchObject({ kind: "stayed", by: "event type" });
  expect(ofBranch).toMatchObject({
    kind: "left",
    answer: "taken",
    before: branch.event,
    after: { event_type: "branch_created" },
  });
  expect(JSON.stringify(ofBranch?.kind === "left" && ofBranch.after)).not.toContain("branch-1");
  expect(ofDestroyed).toMatchObject({ kind: "stayed", by: "inspect only" });
  expect(ofHeld).toEqual({ kind: "held", until: "2026-11-27T14:00:30.000Z" });
  expect(ofNobody).toEqual({ kind: "unknown" });
  await close();
});

it("says what upstream refused, what is to be sent again, and what waits for its turn", async () => {
  let isAway = false;
  const { fatesOf, accept, sender, crash, close } = openRelay(({ events }) => {
    if (isAway) {
      crash();
      return null;
    }
    return answerOf(200, {
      results: events.map(() => ({ status: "refused", code: "invalid_data", message: "no" })),
    });
  });
  const [refused, first, second] = [entry(0), entry(1), entry(2, { orgKey: "dleo_another" })] as const;
  await accept(refused);
  await sender.sendAll();
  isAway = true;
  await accept(first, second);
  await sender.sendAll();
  expect(fatesOf(first, second, refused)).toEqual([
    expect.objectContaining({ kind: "left", answer: "none", words: "no connection (ECONNREFUSED)" }),
    { kind: "waiting" },
    expect.objectContaining({ kind: "left", answer: "refused", words: "invalid_data" }),
  ]);
  await close();
});

it("reads the log of a relay that left much no further than a page may take", async () => {
  const service = takingAll();
  const { fatesOf, accept, sender, close } = openRelay(({ events }) => service.answer(events));
  const first = entry(0);
  await accept(first);
  await sender.sendAll();
  const large = (number: number) => {
    const one = { ...entry(number), receivedAt: first.receivedAt };
    return { ...one, event: { ...one.event, event_data: { id: "x".repeat(300_000) } } };
  };
  for (let number = 1; number <= 120; number += 1) {
    await accept(large(number));
    await sender.sendAll();
  }
  expect(fatesOf(first)).toEqual([{ kind: "unknown" }]);
  expect(fatesOf(large(120))).toMatchObject([{ kind: "left" }]);
  await close();
});
