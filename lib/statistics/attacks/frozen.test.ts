import fc from "fast-check";
import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { addDays } from "../../words/period";
import { statistics } from "../declared/statistics";
import type { Stage } from "./attack";
import { firstDay, pastWeeks } from "./testing/engines";
import { rulesOfProduction, without } from "./testing/rules";
import { makeWorld, type World } from "./testing/world";

/** The last day of the weeks that are over. */
const lastDay = addDays(firstDay, pastWeeks * 7 - 1);
const views: readonly Readonly<Record<string, string>>[] = [
  { from: firstDay, to: lastDay },
  { from: firstDay, to: lastDay, interval: "month" },
  { from: firstDay, to: lastDay, edition: "community" },
];

/** What somebody who is no operator can do. */
const deed = fc.oneof(
  fc.record({
    kind: fc.constant("forge" as const),
    daysAgo: fc.nat(100),
    forged: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({ kind: fc.constant("speak for" as const), daysAgo: fc.nat(100), victim: fc.nat(59) }),
  fc.record({ kind: fc.constant("erase" as const), victim: fc.nat(59) }),
  fc.record({ kind: fc.constant("link" as const), victim: fc.nat(59) }),
);

type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

async function doIt({ send, erase, buyEdition, victims, today }: Stage, done: Deed): Promise<void> {
  const [first] = victims;
  if (first === undefined) throw new Error("nobody is there");
  if (done.kind === "erase") return erase(victims[done.victim] ?? first);
  if (done.kind === "link") return buyEdition(victims[done.victim] ?? first);
  const time = `${addDays(today(), -done.daysAgo)}T00:30:00.000Z`;
  if (done.kind === "speak for") {
    return send([{ instanceId: (victims[done.victim] ?? first).name, type: "engine_started", time }]);
  }
  const ids = Array.from(
    { length: done.forged },
    (_, index) => `d${String(index + 7_000).padStart(19, "0")}`,
  );
  return send(ids.map((instanceId) => ({ instanceId, type: "engine_started", time })));
}

async function allFiles({ files }: World): Promise<readonly string[]> {
  const all = [];
  for (const view of views) {
    for (const { key } of statistics) all.push(...(await files(key, view)));
  }
  return all;
}

onDatabase((open) => {
  it("changes no byte of a closed week, whatever strangers send, erase or link", async (context) => {
    const { database } = await open(context);
    const world = await makeWorld(database, { seed: 5, rules: rulesOfProduction });
    const before = await allFiles(world);
    expect(before.filter((file) => file.includes("instances")).length).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 8 }), async (deeds) => {
        for (const one of deeds) await doIt(world.stage, one);
        await world.stage.pass(0);
        const after = await allFiles(world);
        expect(after.filter((file, index) => file !== before[index])).toEqual([]);
      }),
      { numRuns: 8 },
    );
    // Whoever was seen first, too.
    for (const victim of world.stage.victims) await world.stage.erase(victim);
    await world.stage.pass(0);
    expect((await allFiles(world)).filter((file, index) => file !== before[index])).toEqual([]);
  });

  it("would change them, were weeks counted again", async (context) => {
    const { database } = await open(context);
    const world = await makeWorld(database, { seed: 5, rules: without.freezing });
    const before = await allFiles(world);
    const [victim] = world.stage.victims;
    if (victim !== undefined) await world.stage.erase(victim);
    await world.stage.pass(0);
    expect((await allFiles(world)).filter((file, index) => file !== before[index])).not.toEqual([]);
  });
});
