import { describe, expect, it } from "vitest";
import { createPlaces, LiveLimitError } from "./places";

const limits = { all: 20, perInstance: 4, perClient: 5, kept: 6 };

describe("places for those who watch", () => {
  it("are so many of one instance, whoever watches, and so many from one client", () => {
    const places = createPlaces(limits);
    const give = [1, 2, 3, 4].map((client) => places.take("one", `client ${client}`));
    expect(() => places.take("one", "another")).toThrow(LiveLimitError);
    expect(() => places.take("one", null)).toThrow(LiveLimitError);
    for (const free of give) free();
    for (const n of [1, 2, 3, 4, 5]) places.take(`instance ${n}`, "greedy");
    expect(() => places.take("instance 6", "greedy")).toThrow(LiveLimitError);
    places.take("instance 6", "modest");
    expect(places.taken).toBe(6);
  });

  it("are kept for instances and clients that have none", () => {
    const places = createPlaces(limits);
    // Seven clients, two places each.
    for (const n of Array.from({ length: 14 }, (_, index) => index)) places.take(`x${n}`, `greedy ${n % 7}`);
    expect(() => places.take("x20", "greedy 1")).toThrow(LiveLimitError);
    expect(() => places.take("x1", "new")).toThrow(LiveLimitError);
    for (const n of [1, 2, 3, 4, 5, 6]) places.take(`own ${n}`, `other ${n}`);
    expect(() => places.take("own 7", "other 7")).toThrow(LiveLimitError);
  });

  it("are given back once, and nothing is remembered of who had them", () => {
    const places = createPlaces(limits);
    const free = places.take("one", "client");
    places.take("two", "client");
    free();
    free();
    expect(places.taken).toBe(1);
    for (const n of [1, 2, 3, 4]) places.take(`instance ${n}`, "client");
    expect(() => places.take("instance 5", "client")).toThrow(LiveLimitError);
  });
});
