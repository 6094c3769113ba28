import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { Spool, SpoolFull, type SpoolOptions } from "./spool";

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const openIn = (folder: string, options: Partial<SpoolOptions> = {}) =>
  new Spool({ folder, holder: "a test", limitBytes: 1_000_000, segmentBytes: 200, ...options });

function openOne(options: Partial<SpoolOptions> = {}) {
  const folder = makeFolder();
  return { folder, spool: openIn(folder, options) };
}

async function drained(spool: Spool): Promise<string[]> {
  const all: string[] = [];
  await spool.drain(async (texts) => {
    all.push(...texts);
    return [];
  });
  return all;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `{"n":${index}}`);
const segmentsIn = (folder: string) => readdirSync(join(folder, "1")).filter((name) => /segment$/.test(name));

describe("a spool", () => {
  it("hands over what was appended, in order and once, and leaves nothing", async () => {
    const { folder, spool } = openOne();
    const texts = numbered(50);
    await Promise.all(texts.map((text) => spool.append([text])));
    expect(spool.state).toMatchObject({ records: 50, isFull: false, damaged: 0 });
    expect(await drained(spool)).toEqual(texts);
    expect(await drained(spool)).toEqual([]);
    expect(spool.state).toMatchObject({ records: 0, since: null, bytes: 0 });
    expect(segmentsIn(folder)).toEqual([]);
    await spool.close();
  });

  it("flushes once for all that wait together", async () => {
    const { folder, spool } = openOne({ segmentBytes: 100_000 });
    const texts = numbered(20);
    await Promise.all(texts.map((text) => spool.append([text])));
    const [name = ""] = segmentsIn(folder);
    expect(segmentsIn(folder)).toHaveLength(1);
    expect(readFileSync(join(folder, "1", name), "utf8").split("\n")).toHaveLength(21);
    await spool.close();
  });

  it("says since when, and goes on after a restart, the unfinished segment included", async () => {
    const now = () => new Date("2026-11-25T12:00:00.000Z");
    const { folder, spool } = openOne({ now });
    await spool.append(numbered(3));
    await spool.close();
    const next = openIn(folder, { now: () => new Date("2026-11-25T13:00:00.000Z") });
    await next.append(['{"n":3}']);
    expect(next.state).toMatchObject({ records: 4, since: "2026-11-25T12:00:00.000Z" });
    expect(await drained(next)).toEqual(numbered(4));
    await next.close();
  });

  it("goes on where the other side failed", async () => {
    const { spool } = openOne();
    await spool.append(numbered(5));
    await spool.append(numbered(2500));
    const taken: string[] = [];
    let calls = 0;
    const take = async (texts: readonly string[]) => {
      calls += 1;
      if (calls === 3) throw new Error("away again");
      taken.push(...texts);
      return [];
    };
    await expect(spool.drain(take)).rejects.toThrow("away again");
    expect(spool.state.records).toBe(2505 - taken.length);
    await spool.drain(take);
    expect(taken).toEqual([...numbered(5), ...numbered(2500)]);
    await spool.close();
  });

  it("takes while it hands over", async () => {
    const { spool } = openOne();
    await spool.append(numbered(5));
    const taken: string[] = [];
    await spool.drain(async (texts) => {
      if (taken.length === 0) await spool.append(['{"late":true}']);
      taken.push(...texts);
      return [];
    });
    expect(taken).toEqual([...numbered(5), '{"late":true}']);
    await spool.close();
  });

  it("refuses beyond its limit, all or nothing, and takes again when there is room", async () => {
    const { spool } = openOne({ limitBytes: 400 });
    await spool.append(numbered(10));
    await expect(spool.append(numbered(20))).rejects.toThrow(SpoolFull);
    expect(spool.state).toMatchObject({ records: 10, isFull: true });
    expect(await drained(spool)).toEqual(numbered(10));
    await spool.append(numbered(20));
    expect(spool.state).toMatchObject({ records: 20, isFull: false });
    await spool.close();
  });

  it("is one process's; the next one adopts what a process left, and a second one has its own", async () => {
    const folder = makeFolder();
    const [first, second] = [openIn(folder), openIn(folder)];
    await first.append(['{"of":"first"}']);
    await second.append(['{"of":"second"}']);
    expect(await drained(second)).toEqual(['{"of":"second"}']);
    await second.append(['{"of":"second, later"}']);
    await second.close();
    await first.close();
    const next = openIn(folder);
    expect((await drained(next)).sort()).toEqual(['{"of":"first"}', '{"of":"second, later"}']);
    await next.close();
  });
});

describe("a damaged segment", () => {
  it("is named with the place; the rest is handed over, and the segment is kept", async () => {
    const found: unknown[] = [];
    const { folder, spool } = openOne({ segmentBytes: 100_000 });
    await spool.append(numbered(10));
    await spool.close();
    const [name = ""] = segmentsIn(folder);
    const path = join(folder, "1", name);
    const content = readFileSync(path);
    const offset = content.indexOf('{"n":3}') - 9;
    content[offset + 12] = 0x21;
    writeFileSync(path, content);
    truncateSync(path, content.length - 2);

    const next = openIn(folder, { onDamage: (one) => found.push(one) });
    expect(next.state.records).toBe(10);
    const saved = numbered(10).filter((_, index) => index !== 3 && index !== 9);
    expect(await drained(next)).toEqual(saved);
    const places = [
      { file: name, offset, damage: "checksum" },
      { file: name, offset: content.indexOf('{"n":9}') - 9, damage: "cut" },
    ];
    expect(found).toEqual(places);
    expect(next.state).toMatchObject({ records: 0, damaged: 2, found: places });
    await next.close();
    const later = openIn(folder);
    expect(later.state.damagedSegments).toEqual([`${name}.damaged`]);
    await later.close();
  });

  it("is also one with a record that the other side will never take", async () => {
    const { spool } = openOne({ segmentBytes: 100_000 });
    await spool.append(numbered(3));
    await spool.drain(async () => [1]);
    expect(spool.state).toMatchObject({ damaged: 1, found: [{ damage: "refused" }], records: 0 });
    await spool.close();
  });
});

it("loses nothing and changes no order, whatever is appended, drained and opened again", async () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.json({ maxDepth: 1 }), { minLength: 1, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.constantFrom("drain" as const, "fail" as const, "reopen" as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), "spool-"));
      let spool = openIn(folder);
      const given: string[] = [];
      const taken: string[] = [];
      for (const one of steps) {
        if (Array.isArray(one)) {
          await spool.append(one);
          given.push(...one);
        } else if (one === "drain") taken.push(...(await drained(spool)));
        else if (one === "fail") await spool.drain(() => Promise.reject(new Error("away"))).catch(() => {});
        else {
          await spool.close();
          spool = openIn(folder);
        }
        expect(spool.waiting).toBe(given.length - taken.length);
      }
      taken.push(...(await drained(spool)));
      expect(taken).toEqual(given);
      await spool.close();
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 40 },
  );
});
