import { describe, expect, it } from "vitest";
import { sayEventsTakeaway } from "./say-events-takeaway";
import { stackEventTypes } from "./stack-event-types";

const types = [
  { name: "clone_created", title: "Clone created" },
  { name: "alert", title: "Alert" },
];
const say = (counts: Record<string, number>, quietDays = 27) => {
  const days = [
    ...Array.from({ length: quietDays }, (_, index) => ({ day: `2026-10-${index + 1}`, counts: {} })),
    { day: "2026-11-23", counts },
  ];
  return sayEventsTakeaway(stackEventTypes({ days, types, today: "2026-11-23" }), days.length);
};

describe("sayEventsTakeaway", () => {
  it("gives the largest type's share beside its denominator", () => {
    expect(say({ clone_created: 750, alert: 250 })).toBe(
      "“Clone created” made up 75% of 1,000 events in 28 days",
    );
  });
  it("does not round a share up to the whole", () => {
    expect(say({ clone_created: 9999, alert: 1 })).toContain("over 99% of 10,000 events");
  });
  it("says so when there is one type, or nothing", () => {
    expect(say({ alert: 3 })).toBe("“Alert” was the only type of event in 28 days");
    expect(say({}, 0)).toBe("No event today");
  });
});
