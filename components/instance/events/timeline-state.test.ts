import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "@/lib/instances/timeline/types";
import { sampleEvent } from "../testing/sample-events";
import {
  createFirstTime,
  isLeaving,
  type TimelineState,
  timelineRows,
  withNewer,
  withNewest,
  withOlder,
  withReceived,
} from "./timeline-state";

const numbers = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => sampleEvent(from - index));
const state = (events: readonly TimelineEvent[], part: Partial<TimelineState> = {}): TimelineState => ({
  events,
  older: null,
  newer: null,
  days: { "2026-11-25": events.length },
  ...part,
});
const shown = ({ events }: TimelineState) => events.map(({ id }) => Number(id.slice(-12)));

describe("pages", () => {
  it("join at the old end", () => {
    const joined = withOlder(
      state(numbers(9, 7), { older: "seven" }),
      state(numbers(6, 4), { older: "four" }),
    );
    expect(shown(joined)).toEqual([9, 8, 7, 6, 5, 4]);
    expect(joined.older).toBe("four");
  });

  it("join at the new end, and leave the old end as it is", () => {
    const joined = withNewer(state(numbers(3, 1), { older: "one", newer: "three" }), state(numbers(6, 4)));
    expect(shown(joined)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(joined).toMatchObject({ older: "one", newer: null });
  });
});

describe("withNewest", () => {
  it("fills what came between the page and the connection", () => {
    expect(shown(withNewest(state(numbers(3, 1)), state(numbers(5, 2), { older: "two" })))).toEqual([
      5, 4, 3, 2, 1,
    ]);
  });
  it("begins anew where the two do not meet: nothing may be missing in between", () => {
    const page = state(numbers(90, 80), { older: "eighty" });
    expect(withNewest(state(numbers(3, 1)), page)).toEqual(page);
  });
  it("takes the page where there was nothing", () => {
    const joined = withNewest(state([]), state(numbers(2, 1), { older: "one" }));
    expect(shown(joined)).toEqual([2, 1]);
    expect(joined.older).toBe("one");
  });
});

describe("what became of events at a relay", () => {
  const waiting = { kind: "waiting" } as const;
  const stayed = { kind: "stayed", at: "2026-11-25T10:00:00.000Z", by: "event type" } as const;
  const idOf = (number: number) => sampleEvent(number).id;

  it("is what the latest page says", () => {
    const before = state(numbers(2, 1), { fates: { [idOf(1)]: stayed, [idOf(2)]: waiting } });
    const joined = withNewest(before, state(numbers(2, 2), { fates: { [idOf(2)]: stayed } }));
    expect(joined.fates).toEqual({ [idOf(1)]: stayed, [idOf(2)]: stayed });
  });

  it("is asked for again while something has to leave, and on no other installation", () => {
    expect(isLeaving(state(numbers(2, 1)))).toBe(false);
    expect(isLeaving(state(numbers(2, 1), { fates: { [idOf(1)]: stayed } }))).toBe(true);
    expect(isLeaving(state(numbers(1, 1), { fates: { [idOf(1)]: waiting } }))).toBe(true);
    expect(isLeaving(state(numbers(1, 1), { fates: { [idOf(1)]: stayed } }))).toBe(false);
  });
});

describe("withReceived", () => {
  it("puts events where they belong by time, whatever order they come in", () => {
    const before = state(numbers(2, 2), { days: { "2026-11-25": 1 } });
    const after = withReceived(before, [sampleEvent(5), sampleEvent(1), sampleEvent(3)]);
    expect(shown(after)).toEqual([5, 3, 2, 1]);
    expect(after.days).toEqual({ "2026-11-25": 4 });
  });

  it("leaves out what lies past the end of what is loaded, and counts it on a day that is shown", () => {
    const before = state(numbers(9, 8), { older: "eight", days: { "2026-11-25": 7 } });
    const yesterday = sampleEvent(7, { eventTime: "2026-11-24T10:00:00.000Z" });
    const after = withReceived(before, [sampleEvent(2), yesterday]);
    expect(shown(after)).toEqual([9, 8]);
    expect(after.days).toEqual({ "2026-11-25": 8 });
  });

  it("gives every event once and in order, however they are cut into messages and repeated", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat({ max: 40 })), { maxLength: 8 }), (messages) => {
        const after = messages.reduce(
          (one, message) =>
            withReceived(
              one,
              message.map((number) => sampleEvent(number)),
            ),
          state([], { days: {} }),
        );
        const expected = [...new Set(messages.flat())].sort((a, b) => b - a);
        expect(shown(after)).toEqual(expected);
        expect(after.days["2026-11-25"] ?? 0).toBe(expected.length);
      }),
    );
  });
});

describe("createFirstTime", () => {
  it("lets every event through once, so that one past the end is counted once too", () => {
    const isFirstTime = createFirstTime();
    const given = [5, 4, 5, 3, 4, 5, 2].map((number) => sampleEvent(number));
    const before = state(numbers(9, 8), { older: "eight", days: { "2026-11-25": 7 } });
    const after = given.filter(isFirstTime).reduce((one, event) => withReceived(one, [event]), before);
    expect(after.days).toEqual({ "2026-11-25": 11 });
  });
});

describe("timelineRows", () => {
  it("puts each day's events under its head, with the day's count", () => {
    const early = sampleEvent(1, { eventTime: "2026-11-24T23:59:59.999Z" });
    const rows = timelineRows({ events: [sampleEvent(2), early], days: { "2026-11-25": 40 } });
    expect(rows.map((row) => (row.kind === "day" ? `${row.day} ${row.events}` : row.key.slice(-1)))).toEqual([
      "2026-11-25 40",
      "2",
      "2026-11-24 null",
      "1",
    ]);
  });
});
