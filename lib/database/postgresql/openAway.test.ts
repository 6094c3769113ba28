import { expect, it, onTestFinished } from "vitest";
import { scratchServer } from "../testing/databases";
import { execute } from "../testing/scratchPostgres";
import { DatabaseUnavailable, StartError } from "../types";
import { openPostgres } from "./openPostgres";

const server = scratchServer();
const mayBeAway = true;

it("a server that is away is told once and opened, migrated, when it answers", async (context) => {
  const postgres = server(context);
  const url = await postgres.createDatabase();
  postgres.stop();
  const lines: string[] = [];
  const database = await openPostgres(url, (line) => lines.push(line), { mayBeAway });
  onTestFinished(() => database.close());
  const count = () => database.query<{ n: number }>("select count(*)::integer as n from event");
  await expect(count()).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(database.prisma.refusalDay.count()).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(lines).toEqual([`No PostgreSQL server answers at 127.0.0.1:${postgres.port} (DATABASE_URL).`]);
  postgres.start();
  await expect.poll(() => count().catch(() => null)).toEqual([{ n: 0 }]);
});

it("one that answers and does not let us in is no server that is away", async (context) => {
  const url = server(context).url.replace(/\/postgres$/, "/absent");
  await expect(openPostgres(url, undefined, { mayBeAway })).rejects.toBeInstanceOf(StartError);
});

it("one that takes no writes at the start is opened, migrated, when it does", async (context) => {
  const url = await server(context).createDatabase();
  const name = new URL(url).pathname.slice(1);
  const set = (value: "on" | "off") =>
    execute(server(context).url, `alter database ${name} set default_transaction_read_only to ${value}`);
  await set("on");
  const lines: string[] = [];
  const database = await openPostgres(url, (line) => lines.push(line), { mayBeAway });
  onTestFinished(() => database.close());
  await expect(database.query("select 1")).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(lines).toEqual([
    expect.stringMatching(/^Applying /),
    expect.stringMatching(/cannot be used: cannot execute CREATE TABLE in a read-only transaction\.$/),
  ]);
  await set("off");
  await expect.poll(() => database.prisma.refusalDay.count().catch(() => null)).toBe(0);
});

it("can be closed while it is away", async () => {
  const database = await openPostgres("postgresql://127.0.0.1:1/x", undefined, { mayBeAway });
  await database.close();
});
