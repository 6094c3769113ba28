import pino from "pino";
import { expect, it } from "vitest";
import { consoleToLog } from "./consoleToLog";

function opened() {
  const lines: string[] = [];
  const log = pino({ level: "debug", base: null }, { write: (line: string) => lines.push(line) });
  const target = { debug() {}, log() {}, info() {}, warn() {}, error() {} } as Console;
  consoleToLog(log, target);
  return { target, lines };
}

it("makes one JSON object a line of what is written to the console", () => {
  const { target, lines } = opened();
  target.log("ready in %d ms\n", 12);
  target.warn("two\nlines \u001b[31mand a color");
  target.error();
  expect(lines).toHaveLength(3);
  const objects = lines.map((line) => JSON.parse(line));
  expect(objects.map(({ level, msg }) => [level, msg])).toEqual([
    [30, "ready in 12 ms"],
    [40, "two\nlines \u001b[31mand a color"],
    [50, "written to the console"],
  ]);
  for (const line of lines) {
    for (const raw of ["\n", "\u001b"]) expect(line.trim()).not.toContain(raw);
  }
});

it("says of an error its kind and the digest that the page shows, not its message", () => {
  const { target, lines } = opened();
  const error = Object.assign(new TypeError("c6vq1tqs0qtc73dlqkpg is not a function"), { digest: "1234567" });
  target.error("⨯", error);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 50,
    error: "TypeError",
    digest: "1234567",
    msg: "⨯",
  });
  expect(lines.join()).not.toContain("c6vq1tqs0qtc73dlqkpg");
});
