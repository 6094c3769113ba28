import { expect, it, vi } from "vitest";
import type { PublicAddress } from "./addresses";
import { KeptPages, type Maker, nowAgainMs, nowServedForMs } from "./keptPages";
import type { Made } from "./made";

const base = "https://telemetry.example.org";
const address = (target: string, of: Partial<PublicAddress> = {}): PublicAddress => ({
  target,
  madeOf: "figures",
  hasParameters: target.includes("?"),
  ...of,
});

const madeWith = (text: string): Made => ({ headers: [], etag: "", bodies: { identity: Buffer.from(text) } });

/** A process with pages that makes each answer when it is told to. */
function setUp({ bytes }: { bytes?: { plain: number; others: number } } = {}) {
  const state = {
    generation: 1 as number | null,
    figures: "r1" as string | null,
    mayServe: true,
    now: 1_000_000,
  };
  const asked: string[] = [];
  const waiting: { target: string; give: (made: Made | null) => void; fail: () => void }[] = [];
  const maker: Maker = {
    get generation() {
      return state.generation;
    },
    readFigures: async () => state.figures,
    mayServe: () => state.mayServe,
    make: ({ target }, baseUrl) => {
      asked.push(target);
      return new Promise((resolve, reject) =>
        waiting.push({ target: baseUrl + target, give: resolve, fail: () => reject(new Error("failed")) }),
      );
    },
  };
  const pages = new KeptPages({ maker, clock: () => state.now, ...(bytes === undefined ? {} : { bytes }) });
  const read = async (of: PublicAddress, client = "a", at = base) => {
    const made = await pages.read(of, at, client);
    return made === null ? null : made.bodies.identity.toString();
  };
  /** Gives the answer that is waited for next. */
  const give = async (text: string | null) => {
    await new Promise(setImmediate);
    waiting.shift()?.give(text === null ? null : madeWith(text));
    await new Promise(setImmediate);
  };
  const fail = async () => {
    await new Promise(setImmediate);
    waiting.shift()?.fail();
  };
  return { state, asked, waiting, pages, read, give, fail };
}

it("makes a page once for all who wait for it, and then serves it", async () => {
  const { asked, read, give } = setUp();
  const readers = Array.from({ length: 50 }, (_, client) => read(address("/events"), `client ${client}`));
  await give("events");
  expect(new Set(await Promise.all(readers))).toEqual(new Set(["events"]));
  expect(await read(address("/events"))).toBe("events");
  expect(asked).toEqual(["/events"]);
});

it("keeps addresses apart, and where an installation is seen", async () => {
  const { read, give } = setUp();
  const readers = [
    read(address("/events")),
    read(address("/events?q=clone")),
    read(address("/events"), "a", "http://localhost:3000"),
  ];
  for (const text of ["plain", "narrowed", "elsewhere"]) await give(text);
  expect(await Promise.all(readers)).toEqual(["plain", "narrowed", "elsewhere"]);
});

it("serves what is old while the new is made, and no longer than it may", async () => {
  const { state, asked, read, give } = setUp();
  const first = read(address("/statistics"));
  await give("old");
  expect(await first).toBe("old");
  state.figures = "r2";
  expect(await read(address("/statistics"))).toBe("old");
  state.mayServe = false;
  const waits = read(address("/statistics"));
  await give("new");
  expect(await waits).toBe("new");
  expect(await read(address("/statistics"))).toBe("new");
  expect(asked).toHaveLength(2);
});

it("makes what happens now anew after a while, and what is made of the build only for another process", async () => {
  const { state, asked, read, give } = setUp();
  const [now, build] = [address("/status", { madeOf: "now" }), address("/api", { madeOf: "build" })];
  for (const one of [now, build]) {
    const reading = read(one);
    await give("first");
    expect(await reading).toBe("first");
  }
  state.now += nowAgainMs;
  expect([await read(now), await read(build)]).toEqual(["first", "first"]);
  expect(asked).toEqual(["/status", "/api", "/status"]);
  await give("second");
  state.now += nowServedForMs;
  const waits = read(now);
  await give("third");
  expect(await waits).toBe("third");
  // It shows figures, too; what is made of the build shows none.
  state.figures = "r2";
  state.mayServe = false;
  const withFigures = read(now);
  await give("fourth");
  expect([await withFigures, await read(build)]).toEqual(["fourth", "first"]);
  state.generation = 2;
  const again = read(build);
  await give("of the next process");
  expect(await again).toBe("of the next process");
});

it("serves what it has while no process can make anything, and makes nothing then", async () => {
  const { state, asked, read, give } = setUp();
  const first = read(address("/statistics"));
  await give("kept");
  await first;
  state.generation = null;
  expect(await read(address("/statistics"))).toBe("kept");
  expect(await read(address("/events"))).toBeNull();
  expect(asked).toHaveLength(1);
});

it("keeps nothing of what may not be kept, and does not try it again at once", async () => {
  const { state, asked, read, give } = setUp();
  const first = read(address("/events"));
  await give(null);
  expect([await first, await read(address("/events"))]).toEqual([null, null]);
  expect(asked).toHaveLength(1);
  state.now += 10_001;
  const again = read(address("/events"));
  await give("can be kept");
  expect(await again).toBe("can be kept");
});

it("keeps no failure: the next reader has it made", async () => {
  const { read, give, fail } = setUp();
  const first = read(address("/events"));
  await fail();
  expect(await first).toBeNull();
  const second = read(address("/events"));
  await give("events");
  expect(await second).toBe("events");
});

it("serves what it has, and makes nothing, where nobody can tell which figures there are", async () => {
  const { state, asked, read, give } = setUp();
  const first = read(address("/statistics"));
  await give("kept");
  await first;
  state.figures = null;
  expect(await read(address("/statistics"))).toBe("kept");
  expect(await read(address("/events"))).toBeNull();
  expect(asked).toHaveLength(1);
});

it("takes no more memory than it may, and addresses with parameters displace none without", async () => {
  const { pages, read, give } = setUp({ bytes: { plain: 20_000, others: 20_000 } });
  const plain = read(address("/events"));
  await give("x".repeat(10_000));
  await plain;
  for (let n = 0; n < 20; n += 1) {
    const other = read(address(`/events?q=${n}`));
    await give("y".repeat(9_000));
    await other;
    expect(pages.bytes).toBeLessThanOrEqual(40_000);
  }
  expect(await read(address("/events"))).toBe("x".repeat(10_000));
});

it("makes pages before anybody asks, one after the other", async () => {
  const { asked, waiting, pages, read, give } = setUp();
  const warmed = pages.warm([address("/events"), address("/statistics")], base);
  await give("events");
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  await give("statistics");
  await warmed;
  expect([await read(address("/events")), await read(address("/statistics"))]).toEqual([
    "events",
    "statistics",
  ]);
  expect(asked).toEqual(["/events", "/statistics"]);
});
