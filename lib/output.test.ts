import { once } from "node:events";
import { PassThrough } from "node:stream";
import pino from "pino";
import { expect, it } from "vitest";
import { handOn } from "./output";

it("hands on lines of a log as they are, and makes lines of whatever else was printed", async () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => written.push(line) });
  handOn({ stdout, stderr }, log, (line) => written.push(line));
  const ended = Promise.all([once(stdout, "close"), once(stderr, "close")]);
  const own = '{"level":30,"time":1,"msg":"its own"}';
  stdout.end(`${own}\n{"half": \nready\n\n`);
  stderr.end(`<--- Last few GCs --->\n  \u001b[31mred\u001b[0m\n${"x".repeat(9_000)}`);
  await ended;
  expect(written).toContain(`${own}\n`);
  const said = written.map((line) => JSON.parse(line));
  expect(said.filter(({ printed }) => printed !== undefined)).toMatchObject([
    { level: 30, printed: "stdout", msg: '{"half": ' },
    { level: 30, printed: "stdout", msg: "ready" },
    { level: 50, printed: "stderr", msg: "<--- Last few GCs --->" },
    { level: 50, printed: "stderr", msg: "  \u001b[31mred\u001b[0m" },
    { level: 50, printed: "stderr", msg: "x".repeat(2_000) },
  ]);
  for (const line of written) for (const raw of ["\n", "\u001b"]) expect(line.trim()).not.toContain(raw);
});
