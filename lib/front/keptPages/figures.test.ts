import { expect, it } from "vitest";
import { askAgainMs, FiguresRevision, servedForMs } from "./figures";

function setUp() {
  const state = { now: 5_000_000, revision: "r1" as string | null, asked: 0, isHeld: false };
  const held: (() => void)[] = [];
  const figures = new FiguresRevision({
    clock: () => state.now,
    ask: async () => {
      state.asked += 1;
      const { revision } = state;
      if (state.isHeld) await new Promise<void>((resolve) => held.push(resolve));
      return revision;
    },
  });
  return { state, held, figures };
}

it("asks once for all who read at a time, and not again for a while", async () => {
  const { state, figures } = setUp();
  expect(await Promise.all([figures.read(), figures.read()])).toEqual(["r1", "r1"]);
  state.now += askAgainMs - 1;
  await figures.read();
  expect(state.asked).toBe(1);
});

it("knows a new revision two seconds after it was made at the latest, however seldom somebody reads", async () => {
  for (const pause of [100, 900, 1_100, 1_700, 1_900, 60_000]) {
    const { state, figures } = setUp();
    await figures.read();
    state.revision = "r2";
    const madeAt = state.now;
    let served = "r1";
    while (served === "r1") {
      state.now += pause;
      const known = await figures.read();
      // As a kept page is served: of the known revision, or of the one before while it may be.
      served = known === "r1" || figures.mayServe("r1") ? "r1" : "r2";
      if (served === "r1") expect(state.now - madeAt).toBeLessThan(2_000);
      await new Promise(setImmediate);
    }
  }
});

it("lets nobody wait while what is known is young enough", async () => {
  const { state, held, figures } = setUp();
  await figures.read();
  state.isHeld = true;
  state.now += askAgainMs;
  expect(await figures.read()).toBe("r1");
  state.now += servedForMs;
  let isRead = false;
  const waits = figures.read().then(() => {
    isRead = true;
  });
  await new Promise(setImmediate);
  expect(isRead).toBe(false);
  for (const give of held) give();
  await waits;
});

it("knows nothing where the answer is that nobody can tell", async () => {
  const { state, figures } = setUp();
  await figures.read();
  state.revision = null;
  state.now += servedForMs;
  expect(await figures.read()).toBeNull();
  state.revision = "r3";
  expect(await figures.read()).toBe("r3");
});
