import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fill, smallDisk } from "../database/testing/smallDisk";
import { Spool, SpoolFull } from "./spool";

it("a full disk: what is reserved is used, given to nobody else, and there again", async (context) => {
  const folder = smallDisk(4, context);
  const segmentBytes = 256 * 1024;
  const spool = new Spool({ folder, holder: "a test", limitBytes: 2 ** 30, segmentBytes });
  const given: string[] = [];
  const append = async () => {
    const text = JSON.stringify({ n: given.length, text: "x".repeat(1_000) });
    await spool.append([text]);
    given.push(text);
  };
  const appendUntilFull = async () => {
    for (;;) {
      try {
        await append();
      } catch (error) {
        expect(error).toBeInstanceOf(SpoolFull);
        return;
      }
    }
  };
  const taken: string[] = [];
  const drain = () =>
    spool.drain(async (texts) => {
      taken.push(...texts);
      return [];
    });

  await append();
  fill(folder);
  for (const round of [1, 2]) {
    const before = given.length;
    await append();
    await expect(spool.drain(() => Promise.reject(new Error("also full")))).rejects.toThrow("also full");
    await appendUntilFull();
    expect(given.length - before).toBeGreaterThan(200);
    expect(spool.state.isFull).toBe(true);
    // Nothing is free in between: the second round has the same bytes.
    fill(folder);
    await drain();
    expect(taken, `round ${round}`).toEqual(given);
    expect(existsSync(join(folder, "1", "reserve"))).toBe(true);
  }

  await appendUntilFull();
  rmSync(join(folder, "filler"));
  await append();
  await drain();
  expect(taken).toEqual(given);
  expect(spool.state).toMatchObject({ records: 0, isFull: false, damaged: 0 });
  await spool.close();
});
