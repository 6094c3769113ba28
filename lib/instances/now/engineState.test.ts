import { describe, expect, it } from "vitest";
import { engineState } from "./engineState";

const now = new Date("2026-11-25T12:00:00Z");
const [early, late, latest] = [
  "2026-11-20T08:00:00.000Z",
  "2026-11-21T08:00:00.000Z",
  "2026-11-22T08:00:00.000Z",
];

describe("engineState", () => {
  it.each([
    [
      { startedAt: early, stoppedAt: null, lastSeen: late },
      { kind: "running", since: early },
    ],
    [
      { startedAt: late, stoppedAt: early, lastSeen: late },
      { kind: "running", since: late },
    ],
    [
      { startedAt: early, stoppedAt: late, lastSeen: late },
      { kind: "stopped", since: late },
    ],
    // It sent something after it stopped: a start was lost.
    [
      { startedAt: early, stoppedAt: late, lastSeen: latest },
      { kind: "unknown", since: null },
    ],
    [
      { startedAt: null, stoppedAt: late, lastSeen: late },
      { kind: "stopped", since: late },
    ],
    [
      { startedAt: null, stoppedAt: null, lastSeen: late },
      { kind: "unknown", since: null },
    ],
    [
      { startedAt: null, stoppedAt: null, lastSeen: null },
      { kind: "unknown", since: null },
    ],
    // Silent for longer than any window.
    [
      { startedAt: "2026-01-02T08:00:00.000Z", stoppedAt: null, lastSeen: "2026-01-04T08:00:00.000Z" },
      { kind: "silent", since: "2026-01-04T08:00:00.000Z" },
    ],
  ])("of %j is %j", (seen, expected) => {
    expect(engineState(seen, now)).toEqual(expected);
  });
});
