import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Progress, Spool, SpoolFull, type SpoolOptions } from "./spool";

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

describe("a process that is gone", () => {
  it("leaves what others take over while they run", async () => {
    const folder = makeFolder();
    const [first, second] = [openIn(folder), openIn(folder)];
    await second.append(['{"of":"second"}']);
    await first.append(['{"of":"first"}']);
    await second.adopt();
    expect(second.state.records).toBe(1);
    await first.close();
    await second.adopt();
    expect(second.state.records).toBe(2);
    expect((await drained(second)).sort()).toEqual(['{"of":"first"}', '{"of":"second"}']);
    expect(second.state.records).toBe(0);
    await second.close();
  });

  it("leaves something older than what is handed over, and each of it comes", async () => {
    const folder = makeFolder();
    let hour = 11;
    const now = () => new Date(`2026-11-25T${hour}:00:00Z`);
    const [first, second] = [openIn(folder, { now }), openIn(folder, { now })];
    await first.append(['{"of":"first"}']);
    await first.close();
    hour = 12;
    await second.append(['{"of":"second"}']);
    const taken: string[] = [];
    await second.drain(async (texts) => {
      await second.adopt();
      taken.push(...texts);
      return [];
    });
    expect(new Set(taken)).toEqual(new Set(['{"of":"first"}', '{"of":"second"}']));
    expect(second.state.records).toBe(0);
    await second.close();
  });
});

describe("what waits for a database", () => {
  const [ours, theirs] = [randomUUID(), randomUUID()];
  const at = "127.0.0.1:5432/telemetry";
  const leave = async (folder: string, owner: SpoolOptions["owner"], text: string) => {
    const spool = openIn(folder, owner === undefined ? {} : { owner });
    await spool.append([text]);
    await spool.close();
  };

  it("is not given to another one, and is there when its own comes back", async () => {
    const folder = makeFolder();
    await leave(folder, { id: theirs, at }, '{"of":"theirs"}');
    const spool = openIn(folder, { owner: { id: ours, at } });
    await spool.append(['{"of":"ours"}']);
    expect(spool.state).toMatchObject({ records: 1, foreignFolders: [join(folder, "1")] });
    expect(await drained(spool)).toEqual(['{"of":"ours"}']);
    await spool.close();
    const back = openIn(folder, { owner: { id: theirs, at: "another place" } });
    expect(await drained(back)).toEqual(['{"of":"theirs"}']);
    expect(back.state.foreignFolders).toEqual([]);
    await back.close();
  });

  it("is judged by the place until the database says which it is", async () => {
    const folder = makeFolder();
    await leave(folder, { id: theirs, at }, '{"of":"theirs"}');
    const elsewhere = openIn(folder, { owner: { id: null, at: "another place" } });
    expect(elsewhere.state.records).toBe(0);
    await elsewhere.close();
    const spool = openIn(folder, { owner: { id: null, at } });
    expect(spool.state.records).toBe(1);
    await spool.append(['{"of":"whoever"}']);
    await spool.bind(theirs);
    expect(await drained(spool)).toEqual(['{"of":"theirs"}', '{"of":"whoever"}']);
    await spool.close();
  });

  it("is set apart where that turns out to be another one", async () => {
    const folder = makeFolder();
    await leave(folder, { id: theirs, at }, '{"of":"theirs"}');
    const spool = openIn(folder, { owner: { id: null, at } });
    await spool.append(['{"of":"ours"}']);
    await spool.bind(ours);
    expect(spool.state).toMatchObject({ records: 1 });
    expect(spool.state.foreignFolders).toHaveLength(1);
    expect(await drained(spool)).toEqual(['{"of":"ours"}']);
    await spool.close();
    const back = openIn(folder, { owner: { id: theirs, at } });
    expect(await drained(back)).toEqual(['{"of":"theirs"}']);
    await back.close();
  });

  it("is ours where nobody wrote down whose it is", async () => {
    const folder = makeFolder();
    await leave(folder, undefined, '{"n":1}');
    const spool = openIn(folder, { owner: { id: ours, at } });
    expect(await drained(spool)).toEqual(['{"n":1}']);
    await spool.close();
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

describe("progress that is kept", () => {
  it("lets the next process go on after the last batch, though the segment is still there", async () => {
    const folder = makeFolder();
    let last: Progress | null = null;
    const save = async (progress: Progress) => {
      last = progress;
    };
    const first = openIn(folder, { segmentBytes: 10_000_000, progress: { last, save } });
    const texts = numbered(2_500);
    await first.append(texts);
    const got: string[] = [];
    await expect(
      first.drain(async (batch) => {
        if (got.length === 2_000) throw new Error("killed");
        got.push(...batch);
        return [];
      }),
    ).rejects.toThrow("killed");
    await first.close();
    const second = openIn(folder, { segmentBytes: 10_000_000, progress: { last, save } });
    expect(second.waiting).toBe(500);
    got.push(...(await drained(second)));
    expect(got).toEqual(texts);
    await second.close();
  });

  it("means nothing of a segment that is gone", async () => {
    const last = { name: "1-00000001.segment", offset: 5, records: 3, isDamaged: false };
    const { spool } = openOne({ progress: { last, save: async () => {} } });
    await spool.append(numbered(2));
    expect(spool.waiting).toBe(2);
    expect(await drained(spool)).toEqual(numbered(2));
    await spool.close();
  });
});
