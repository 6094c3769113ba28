import { expect, test } from "vitest";
import { say, showStep } from "./progress";

function fakeTerminal(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const terminal = { isTTY, write: (text: string) => written.push(text) };
  return { written, terminal, clock: () => now, pass: (ms: number) => (now += ms) };
}

test("without a terminal there is a line for every tenth", () => {
  const { written, terminal, clock, pass } = fakeTerminal(false);
  const step = showStep(terminal, "Sending", clock);
  for (const share of [0.05, 0.1, 0.11, 0.35, 0.39, 1]) step.update(share, "events");
  pass(2_500);
  step.done("all");
  expect(written).toEqual([
    "  Sending …\n",
    "  Sending: 10%, events\n",
    "  Sending: 35%, events\n",
    "  Sending: all in 2.5 s\n",
  ]);
});

test("on a terminal there is a bar, drawn over itself, not too often", () => {
  const { written, terminal, clock, pass } = fakeTerminal(true);
  const step = showStep(terminal, "Sending", clock);
  step.update(0.25, "1,000 events");
  step.update(0.26, "1,010 events");
  pass(200);
  step.update(0.5, "2,000 events");
  step.done("all");
  expect(written).toHaveLength(3);
  expect(written[0]).toContain(`${"█".repeat(7)}${"░".repeat(21)}`);
  expect(written[1]).toMatch(/^\r.*50% {2}2,000 events$/);
  expect(written[2]?.endsWith("\n")).toBe(true);
});

test("numbers have separators", () => {
  expect(say(248_016)).toBe("248,016");
});
