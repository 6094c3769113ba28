import { expect, it, onTestFinished } from "vitest";
import { scratchServer } from "../testing/databases";
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

it("can be closed while it is away", async () => {
  const database = await openPostgres("postgresql://127.0.0.1:1/x", undefined, { mayBeAway });
  await database.close();
});
