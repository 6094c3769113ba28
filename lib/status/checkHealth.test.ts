import { expect, it } from "vitest";
import { onDatabase } from "../database/testing/databases";
import { checkHealth } from "./checkHealth";
import { publishSpool, type SpoolReading } from "./readSpool";

const empty: SpoolReading = {
  waiting: 0,
  since: null,
  isFull: false,
  damaged: 0,
  places: [],
  damagedFiles: [],
  foreignFolders: [],
};
const since = "2026-11-23T10:00:00.000Z";

onDatabase((open) => {
  it("is ok while events are taken, says where they wait, and is 503 where they cannot", async (context) => {
    const { database } = await open(context);
    const say = async (spool: SpoolReading | null) => {
      const { status, body } = await checkHealth(database, spool);
      return [status, JSON.parse(body)];
    };
    expect(await say(null)).toEqual([200, { status: "ok" }]);
    expect(await say(empty)).toEqual([200, { status: "ok" }]);
    const waits = { ...empty, waiting: 7, since };
    expect(await say(waits)).toEqual([200, { status: "draining", waiting: 7, since }]);

    await database.close();
    expect(await say(empty)).toEqual([200, { status: "spooling" }]);
    expect(await say(waits)).toEqual([200, { status: "spooling", waiting: 7, since }]);
    const away = { code: "database_unavailable" };
    expect(await say({ ...waits, isFull: true })).toEqual([503, expect.objectContaining(away)]);
    expect(await say(null)).toEqual([503, expect.objectContaining(away)]);
    expect((await checkHealth(database, null)).headers["retry-after"]).toBe("5");
  });
});

it("of counts only the size is published, and no file", () => {
  const spool = { ...empty, waiting: 345, since, damaged: 2, places: ["1.segment, byte 7: cut"] };
  expect(publishSpool(spool)).toEqual({ ...empty, waiting: 1000, since, damaged: 10 });
  expect(publishSpool(empty)).toEqual(empty);
  expect(publishSpool(null)).toBeNull();
});
