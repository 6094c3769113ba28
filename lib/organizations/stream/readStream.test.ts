import { expect, it, type TestContext } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { eventOf } from "../../statistics/testing/fleet";
import { openTwo } from "../testing/atWork";
import { issueToken } from "../tokens/issueToken";
import { noteFoldMark, readWatermark } from "./foldMarks";
import { readStream, type StreamLine } from "./readStream";

onDatabase((open) => {
  const openSending = async (test: TestContext) => {
    const two = await openTwo(open, test);
    const { database, acme, by, link } = two;
    const organizationId = acme.id;
    const { key, number } = await link(organizationId, "c0000000000000000001");
    const theirs = await link(two.globex.id, "c0000000000000000002");
    let minute = 0;
    /** Three events of each, in a fold of their own. */
    const send = async () => {
      minute += 1;
      const time = (second: number) => new Date(Date.UTC(2026, 10, 25, 9, minute, second)).toISOString();
      const rows = [0, 1, 2].flatMap((second) =>
        [key, theirs.key].map((instance_key) => ({
          ...eventOf(1, "clone_reset", { time: time(second), received: "2026-11-25T12:00:00Z" }),
          instance_key,
        })),
      );
      await writeEvents(database, rows, { timeoutMs: 5_000, isRetry: false });
      return rows.filter((row) => row.instance_key === key).map(({ id }) => id);
    };
    /** As if half a minute had gone by. */
    const settle = async () => {
      await noteFoldMark(database);
      await database.query("update fold_mark set at = at - interval '1 minute'");
    };
    const read = async (after: string | null, lines?: number) => {
      const read: StreamLine[] = [];
      for await (const line of readStream(
        by(),
        { organizationId, after },
        lines === undefined ? {} : { lines },
      ))
        read.push(line);
      return read;
    };
    return { ...two, organizationId, number, send, settle, read };
  };
  const idsOf = (lines: readonly StreamLine[]) =>
    lines.flatMap((line) => (line.kind === "event" ? [line.event.id] : []));

  it("has each entry and each event once, from whichever line a reader goes on", async (test) => {
    const { send, settle, read, number, by, organizationId } = await openSending(test);
    const sent = [...(await send()), ...(await send())];
    await settle();
    await issueToken(by(), { organizationId, name: "CI", isPersonal: false });
    const whole = await read(null);
    expect(whole.at(-1)).toMatchObject({ kind: "end", more: false });
    expect(idsOf(whole).toSorted()).toEqual(sent.toSorted());
    expect(whole.flatMap((line) => (line.kind === "audit" ? [line.entry.action] : []))).toEqual([
      "organization created",
      "instance linked",
      "token issued",
    ]);
    expect(whole.find(({ kind }) => kind === "event")).toMatchObject({ instance_number: number });
    const lines = whole.slice(0, -1);
    for (const [index, { cursor }] of lines.entries())
      expect((await read(cursor)).slice(0, -1)).toEqual(lines.slice(index + 1));
    for (const take of [1, 2, 4]) {
      const parts: StreamLine[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const part = await read(after, take);
        const end = part.at(-1);
        if (end?.kind !== "end") throw new Error("no end");
        expect(part.length).toBeLessThanOrEqual(take + 1);
        parts.push(...part.slice(0, -1));
        after = end.cursor;
        more = end.more;
      }
      expect(parts).toEqual(lines);
    }
  });

  it("leaves out nothing that is written late: events wait for those before them", async (test) => {
    const { database, send, settle, read } = await openSending(test);
    await database.query("insert into fold default values");
    const after = await send();
    await settle();
    const first = await read(null);
    expect(idsOf(first)).toEqual([]);
    await database.query("delete from fold");
    const end = first.at(-1)?.cursor ?? null;
    expect(idsOf(await read(end)).toSorted()).toEqual(after.toSorted());
    // A number that was taken a moment ago says nothing yet.
    const watermark = await readWatermark(database);
    await send();
    await noteFoldMark(database);
    expect(await readWatermark(database)).toBe(watermark);
  });

  it("refuses a place that no line had", async (test) => {
    const { read } = await openSending(test);
    for (const after of ["x", "1", "1-2-3", "-1-0", "1-2' or 1=1"])
      await expect(read(after), after).rejects.toMatchObject({ problem: "after" });
  });
});
