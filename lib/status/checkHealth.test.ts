import { expect, it, onTestFinished } from "vitest";
import { openPostgres } from "../database/postgresql/openPostgres";
import { onDatabase, scratchServer } from "../database/testing/databases";
import { execute } from "../database/testing/scratchPostgres";
import { checkHealth } from "./checkHealth";
import { checkLife } from "./checkLife";
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

/** A clock that goes on by ten seconds whenever it is read. */
let now = 0;
const later = () => (now += 10_000);

onDatabase((open) => {
  it("is ok while events are taken, says where they wait, and is 503 where they cannot", async (context) => {
    const { database } = await open(context);
    const say = async (spool: SpoolReading | null) => {
      const { status, body } = await checkHealth(database, spool, later);
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
    expect((await checkHealth(database, null, later)).headers["retry-after"]).toBe("5");
  });
});

const server = scratchServer();

it("a database that can be read and not written is not ok", async (context) => {
  const url = await server(context).createDatabase();
  await (await openPostgres(url)).close();
  const name = new URL(url).pathname.slice(1);
  await execute(server(context).url, `alter database ${name} set default_transaction_read_only to on`);
  const database = await openPostgres(url);
  onTestFinished(() => database.close());
  expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  expect((await checkHealth(database, null)).status).toBe(503);
  expect(JSON.parse((await checkHealth(database, empty)).body)).toEqual({ status: "spooling" });
  await execute(server(context).url, `alter database ${name} set default_transaction_read_only to off`);
  await expect.poll(async () => (await checkHealth(database, null)).status).toBe(200);
});

it("a clock that is not the database's is told", async () => {
  const answers = (aheadMs: number) => ({
    query: async <Row>() => [{ seconds: (Date.now() + aheadMs) / 1_000 }] as Row[],
  });
  const bodies = [0, 240_000, 600_000, -31_536_000_000].map(
    async (aheadMs) => (await checkHealth(answers(aheadMs), null)).body,
  );
  const differs = '{"status":"ok","clock":"differs"}';
  expect(await Promise.all(bodies)).toEqual(['{"status":"ok"}', '{"status":"ok"}', differs, differs]);
});

it("whoever asks in a loop makes one write a second", async () => {
  let writes = 0;
  let at = 0;
  const query = async () => {
    writes += 1;
    return [] as never[];
  };
  const database = { query };
  const ask = () => checkHealth(database, null, () => at);
  await Promise.all(Array.from({ length: 50 }, ask));
  at = 999;
  await ask();
  expect(writes).toBe(1);
  at = 1_000;
  await ask();
  expect(writes).toBe(2);
});

it("a process that answers is alive, whatever becomes of its database", () => {
  expect(checkLife()).toMatchObject({ status: 200, body: '{"status":"live"}' });
});

it("of counts only the size is published, and no file", () => {
  const spool = { ...empty, waiting: 345, since, damaged: 2, places: ["1.segment, byte 7: cut"] };
  expect(publishSpool(spool)).toEqual({ ...empty, waiting: 1000, since, damaged: 10 });
  expect(publishSpool(empty)).toEqual(empty);
  expect(publishSpool(null)).toBeNull();
});
