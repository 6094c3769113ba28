import { describe, expect, it, vi } from "vitest";
import { clientAddress } from "./clientAddress";
import { createGuessLimit, createSecretLimit } from "./failureLimit";

const isWrong = (value: string) => value === "wrong";
const answer = (value: string) => async () => value;
const limits = { perClient: 2, perNetwork: 4, perRegion: 6 };
const addressOf = (peer: string) => clientAddress(peer, undefined, 0);

/** A limit with a clock of its own. */
function opened(create: typeof createGuessLimit, budgets = limits) {
  let time = 1_000;
  const limit = create(budgets, () => time);
  return {
    limit,
    pass(seconds: number) {
      time += seconds * 1000;
    },
    /** What an attempt of the client at an address comes to: a value, or the seconds to wait. */
    async attempt(peer: string | null, value: string) {
      const made = await limit.attempt(peer === null ? null : addressOf(peer), answer(value), isWrong);
      return "value" in made ? made.value : made.retryAfterSeconds;
    },
  };
}

describe.each([
  ["of guesses", createGuessLimit],
  ["of wrong secrets", createSecretLimit],
])("a limit %s", (_, create) => {
  it("lets one client fail so often in a minute, and another go on", async () => {
    const { attempt, pass } = opened(create);
    expect(await attempt("192.0.2.1", "wrong")).toBe("wrong");
    expect(await attempt("192.0.2.1", "right")).toBe("right");
    pass(10);
    expect(await attempt("192.0.2.1", "wrong")).toBe("wrong");
    expect(await attempt("192.0.2.1", "wrong")).toBe(50);
    expect(await attempt("192.0.2.2", "wrong")).toBe("wrong");
    pass(50);
    expect(await attempt("192.0.2.1", "wrong")).toBe("wrong");
  });

  it.each([
    ["192.0.2.", "192.0.3.1", "192.1.2.1"],
    ["2001:db8:1:", "2001:db8:2::1", "2001:db9::1"],
  ])("widens from %s to its network and its region, and no further", async (near, neighbor, elsewhere) => {
    const { attempt } = opened(create);
    const clients = ["1", "2", "3"].map((last) => near + (near.includes(":") ? `${last}::` : last));
    const [first = "", second = "", third = ""] = clients;
    for (const client of [first, second]) {
      for (let times = 0; times < 2; times += 1) expect(await attempt(client, "wrong")).toBe("wrong");
    }
    expect(await attempt(third, "wrong")).toBe(60);
    for (let times = 0; times < 2; times += 1) expect(await attempt(neighbor, "wrong")).toBe("wrong");
    expect(await attempt(neighbor.replace(/1$/, "2"), "wrong")).toBe(60);
    expect(await attempt(elsewhere, "wrong")).toBe("wrong");
  });

  it("holds nobody up because of many others elsewhere", async () => {
    const { attempt } = opened(create);
    for (let net = 0; net < 250; net += 1) {
      for (let times = 0; times < 3; times += 1) await attempt(`10.${net}.0.1`, "wrong");
    }
    expect(await attempt("192.0.2.1", "right")).toBe("right");
    expect(await attempt("192.0.2.1", "wrong")).toBe("wrong");
  });

  it("never limits what succeeds, however much of it", async () => {
    const { limit } = opened(create, { perClient: 1, perNetwork: 1, perRegion: 1 });
    const attempts = Array.from({ length: 50 }, () => limit.attempt("192.0.2.1", answer("right"), isWrong));
    expect(new Set((await Promise.all(attempts)).map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"value":"right"}']),
    );
  });

  it("has one budget for all whose address is not known", async () => {
    const { attempt } = opened(create);
    for (let times = 0; times < 2; times += 1) expect(await attempt(null, "wrong")).toBe("wrong");
    expect(await attempt(null, "wrong")).toBe(60);
    expect(await attempt("192.0.2.1", "wrong")).toBe("wrong");
  });

  it("goes on after an attempt that broke, and does not count it", async () => {
    const { limit } = opened(create, { perClient: 1, perNetwork: 1, perRegion: 1 });
    const broken = limit.attempt("a", () => Promise.reject(new Error("no database")), isWrong);
    const next = limit.attempt("a", answer("right"), isWrong);
    await expect(broken).rejects.toThrow("no database");
    expect(await next).toEqual({ value: "right" });
  });
});

describe("a limit of wrong secrets", () => {
  it("opens to a right one always, also to who used up every budget", async () => {
    const { attempt } = opened(createSecretLimit);
    for (const last of [1, 2, 3, 4]) {
      for (let times = 0; times < 5; times += 1) await attempt(`192.0.2.${last}`, "wrong");
    }
    for (const client of ["192.0.2.1", "192.0.2.9", "192.0.77.1"]) {
      expect(await attempt(client, "right")).toBe("right");
    }
    expect(await attempt("192.0.2.1", "wrong")).toBe(60);
  });
});

describe("a limit of guesses", () => {
  it("does not even look at the right one beyond a budget, or it would tell which it is", async () => {
    const { limit, attempt } = opened(createGuessLimit);
    for (let times = 0; times < 2; times += 1) await attempt("192.0.2.1", "wrong");
    const work = vi.fn(answer("right"));
    expect(await limit.attempt("192.0.2.1", work, isWrong)).toEqual({ retryAfterSeconds: 60 });
    expect(work).not.toHaveBeenCalled();
  });

  it.each([
    ["one client", 2, () => "192.0.2.1"],
    ["the clients of a network", 4, (index: number) => `192.0.2.${index}`],
    ["the networks of a region", 6, (index: number) => `192.0.${index}.1`],
  ])("counts many attempts of %s at once like many in a row", async (_, allowed, peer) => {
    const { limit } = opened(createGuessLimit);
    const work = vi.fn(answer("wrong"));
    const attempts = Array.from({ length: 50 }, (_, index) =>
      limit.attempt(addressOf(peer(index)), work, isWrong),
    );
    const limited = (await Promise.all(attempts)).filter((one) => "retryAfterSeconds" in one);
    expect(work).toHaveBeenCalledTimes(allowed);
    expect(limited).toHaveLength(50 - allowed);
  });

  it("keeps a way in for a network that found something within a day, while its neighbors guess", async () => {
    const { attempt, pass } = opened(createGuessLimit);
    expect(await attempt("192.0.2.1", "right")).toBe("right");
    pass(86_000);
    const guessAround = async () => {
      for (let net = 10; net < 20; net += 1) await attempt(`192.0.${net}.1`, "wrong");
    };
    await guessAround();
    expect(await attempt("192.0.99.1", "right")).toBe(60);
    expect(await attempt("192.0.2.7", "right")).toBe("right");
    // Its own budgets stay.
    for (let times = 0; times < 2; times += 1) expect(await attempt("192.0.2.7", "wrong")).toBe("wrong");
    expect(await attempt("192.0.2.7", "right")).toBe(60);
    pass(90_000);
    await guessAround();
    expect(await attempt("192.0.2.7", "right")).toBe(60);
  });

  it("knows only so many networks of a region: nobody gets ever more guesses by finding something everywhere", async () => {
    const { attempt } = opened(createGuessLimit);
    for (let net = 0; net < 200; net += 1) await attempt(`192.0.${net}.1`, "right");
    let wrong = 0;
    for (let net = 0; net < 200; net += 1) {
      for (const last of [1, 2, 3, 4])
        if ((await attempt(`192.0.${net}.${last}`, "wrong")) === "wrong") wrong += 1;
    }
    expect(wrong).toBe(limits.perRegion + 16 * limits.perNetwork);
  });
});
