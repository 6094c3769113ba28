import { expect, it } from "vitest";
import type { ObjectiveReading } from "../objective/readObjective";
import { sayVerdict } from "./sayVerdict";

const computedAt = "2026-11-23T10:00:04.500Z";
const window = { keeping: "kept", outcomes: { met: 9_998, late: 2, failed: 0 }, p99Ms: 25 } as const;
const quiet = {
  spool: null,
  isAway: false,
  lastStoredAt: null,
  objective: { days: [], window: { keeping: "untold", outcomes: null, p99Ms: null } },
  computedAt,
} satisfies Parameters<typeof sayVerdict>[0];
const kept = (of: ObjectiveReading["window"]) => ({ ...quiet, objective: { days: [], window: of } });
const spool = {
  waiting: 7,
  since: "2026-11-23T09:58:00Z",
  isFull: false,
  damaged: 0,
  places: [],
  damagedFiles: [],
  foreignFolders: [],
};
const say = (judged: Parameters<typeof sayVerdict>[0]) => {
  const { tone, headline, details } = sayVerdict(judged);
  return `${tone}: ${[headline, ...details].join(" ")}`.replaceAll("\u00a0", " ");
};

it("says what becomes of events, first of all", () => {
  expect(say(quiet)).toBe("good: Receiving normally");
  expect(say({ ...quiet, spool })).toMatch(/^good: Receiving, and the database is getting .* at 23 Nov/);
  expect(say({ ...quiet, spool, isAway: true })).toMatch(/^caution: Receiving, but the database takes no/);
  expect(say({ ...quiet, spool: { ...spool, isFull: true }, isAway: true })).toMatch(/^bad: Not receiving/);
  expect(say({ ...quiet, isAway: true })).toMatch(/^bad: Not receiving/);
});

it("says how the objective was kept, with numbers where there are some", () => {
  expect(say({ ...kept(window), lastStoredAt: "2026-11-23T10:00:00Z" })).toBe(
    "good: Receiving normally The last event was stored 4 s ago. 99.98% of engines’ requests were accepted " +
      "within 250 ms in 28 days. 99% of those that were accepted took at most 25 ms.",
  );
  expect(say(kept({ ...window, outcomes: null, p99Ms: null }))).toBe(
    "good: Receiving normally 99.9% of engines’ requests or more were accepted within 250 ms in 28 days.",
  );
  expect(say(kept({ ...window, keeping: "missed", outcomes: null, p99Ms: null }))).toBe(
    "caution: Receiving normally Less than 99.9% of engines’ requests were accepted within 250 ms in 28 days, " +
      "which misses the objective.",
  );
});
